#include "analytics/outlook/compare.h"

#include <gtest/gtest.h>

#include "analytics/outlook/generated_business.h"

namespace pb::analytics {
namespace {

auto day(std::string_view text) -> Day {
  return *parse_day(text);
}
auto version() -> Version {
  Contents contents{.ground = generated::ground({.offices = 2})};
  auto const plan = [&](std::string_view at, Index territory, Index manager, std::int64_t amount) {
    contents.plans.push_back({day(at), {.territory = territory, .manager = manager, .amount = amount}});
  };
  contents.ground.dictionary.put(ManagerEntry{.id = UserId{1}, .name = "Olena"});
  plan("2026-04-10", 0, 0, 100);
  plan("2026-05-10", 0, 0, 100);
  plan("2026-05-11", 0, kAnyone, 100);
  plan("2026-05-12", 1, 0, 50);
  return Version(std::move(contents));
}
auto april() -> DayRange {
  return DayRange{day("2026-04-01"), day("2026-04-30")};
}
auto may() -> DayRange {
  return DayRange{day("2026-05-01"), day("2026-05-31")};
}

TEST(Compare, tells_offices_apart_and_explains_their_change) {
  auto const rows = compare(version(), {}, april(), may(), Dimension::office).value();

  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].before.plan, 100);
  EXPECT_EQ(rows[0].after.plan, 200);
  auto const total = explain(rows, Explained::plan).value().total;
  EXPECT_EQ(total.delta, 150);
  EXPECT_EQ(total.volume, 100);
  EXPECT_EQ(total.joined, 50);
}

TEST(Compare, keeps_the_values_of_unknown_people) {
  auto const rows = compare(version(), {}, april(), may(), Dimension::manager).value();

  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].key, kAnyone);
  EXPECT_EQ(rows[0].after.plan, 100);
  EXPECT_EQ(rows[1].after.plan, 150);
}

TEST(Compare, looks_at_those_only_who_take_part) {
  auto const rows =
      compare(version(), {.territories = {{true, false}}}, april(), may(), Dimension::geo).value();

  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].after.plan, 200);
}

}  // namespace
}  // namespace pb::analytics
