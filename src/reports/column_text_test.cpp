#include "reports/column_text.h"

#include <gmock/gmock.h>

#include "reports/test_built.h"

namespace pb::reports {
namespace {

using testing::ElementsAre;

auto texts(std::vector<Cell> cells, ColumnKind kind) -> std::vector<std::string> {
  Grid grid{.columns = {{"Column", kind}}};
  for (auto& cell : cells) grid.rows.push_back({.cells = {std::move(cell)}});
  i18n::Translator const translator;
  auto const form = form_of(grid, 0);
  std::vector<std::string> written;
  for (auto const& row : grid.rows)
    written.push_back(column_text(row.cells[0], form, translator, {.language = i18n::Language::en}));
  return written;
}

TEST(ColumnText, numbers_of_a_column_have_equally_many_decimals) {
  using samples::money;
  using samples::ratio;
  EXPECT_THAT(texts({ratio(9'840), ratio(10'000), ratio(-5)}, ColumnKind::ratio),
              ElementsAre("98.4", "100.0", "−0.1"));
  EXPECT_THAT(texts({ratio(9'800), ratio(10'001)}, ColumnKind::ratio), ElementsAre("98", "100"));
  EXPECT_THAT(texts({money(100'000), money(-123'450)}, ColumnKind::money),
              ElementsAre("1,000.00", "−1,234.50"));
  EXPECT_THAT(texts({{Figure{-1.25}, Tone::bad}, {Figure{3.0}, Tone::good}}, ColumnKind::number),
              ElementsAre("−1.25", "+3.00"));
}

TEST(ColumnText, no_data_stays_a_dash) {
  EXPECT_THAT(texts({samples::no_data(ColumnKind::ratio), samples::ratio(1'234)}, ColumnKind::ratio),
              ElementsAre("—", "12.3"));
}

TEST(ColumnText, heads_name_the_unit_once) {
  i18n::Reader const reader{.language = i18n::Language::en};
  EXPECT_EQ(head_text({"Plan", ColumnKind::money}, reader), "Plan, ₴");
  EXPECT_EQ(head_text({"On plan", ColumnKind::ratio}, reader), "On plan, %");
  EXPECT_EQ(head_text({"Plan: change, %", ColumnKind::ratio}), "Plan: change, %");
  EXPECT_EQ(head_text({"Plan", ColumnKind::money}), "Plan");
}

}  // namespace
}  // namespace pb::reports
