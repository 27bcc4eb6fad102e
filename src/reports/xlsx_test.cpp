#include "reports/xlsx.h"

#include <gmock/gmock.h>
#include <xlsxwriter.h>

#include <random>

#include "base/utf8.h"
#include "reports/sheet_lines.h"
#include "reports/sheet_name.h"
#include "reports/sheet_number.h"
#include "reports/sheet_sums.h"
#include "reports/test_built.h"
#include "reports/test_xlsx.h"
#include "reports/xlsx_book.h"

namespace pb::reports {
namespace {

using ::testing::Eq;
using ::testing::Optional;
using ::testing::StartsWith;

auto translator() -> i18n::Translator const& {
  static i18n::Translator const translator;
  return translator;
}

// Formats that follow the numbers in a sheet.
auto conditions(samples::ReadSheet const& sheet) -> std::size_t {
  return sheet.xml.get_child("worksheet").count("conditionalFormatting");
}

TEST(Xlsx, equal_reports_give_equal_bytes) {
  auto const first = to_xlsx(samples::with_every_part(), translator());
  auto const second = to_xlsx(samples::with_every_part(), translator());

  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->name, "monthly-2026-01.xlsx");
  EXPECT_THAT(first->bytes, StartsWith("PK"));
  EXPECT_EQ(first->bytes, second->bytes);
}

TEST(Xlsx, hostile_texts_and_reports_without_rows_are_written) {
  EXPECT_TRUE(to_xlsx(samples::with_hostile_texts(), translator()));
  EXPECT_TRUE(to_xlsx(samples::without_rows(), translator()));
}

TEST(Xlsx, many_rows_pass_through_and_leave_the_workbook_they_would_have_made) {
  auto const report = [](std::int64_t offices) {
    auto grid = samples::grouped_grid(offices, 3);
    for (auto& row : grid.rows)
      if (row.cells[4].tone == Tone::warning) row.cells[4].tone = Tone::bad;
    auto built = samples::empty_report();
    built.blocks = {{.title = "Показники", .part = samples::tiles()},
                    {.title = "Напрями", .part = grid, .notes = {"Примітка"}},
                    {.title = "Коротко", .part = Paragraphs{{{"Одеса відстає", Tone::bad}}}, .notes = {"*"}}};
    return to_xlsx(built, translator()).value().bytes;
  };
  auto const few = report(2);
  auto const many = report(3'000);

  EXPECT_TRUE(samples::ZipParts(few).has("xl/sharedStrings.xml"));
  EXPECT_FALSE(samples::ZipParts(many).has("xl/sharedStrings.xml"));
  EXPECT_EQ(samples::read_sheet(few, 1).cells, samples::read_sheet(many, 1).cells);
  auto const few_rows = samples::read_sheet(few, 2);
  auto many_rows = samples::read_sheet(many, 2);
  for (auto const* const cell : {"A1", "A4", "G4", "A5", "B5", "E5", "B6", "G12"})
    EXPECT_EQ(few_rows.cells.at(cell), many_rows.cells.at(cell)) << cell;
  EXPECT_EQ(many_rows.cells.at("B12005").formula, "SUBTOTAL(9,B5:B12004)");
  EXPECT_EQ(many_rows.cells.at("A12007").text, "Примітка");
  EXPECT_EQ(many_rows.xml.get<std::string>("worksheet.autoFilter.<xmlattr>.ref"), "A4:G12004");
  EXPECT_EQ(conditions(few_rows), 1U);
  EXPECT_EQ(conditions(many_rows), 1U);
}

TEST(Xlsx, a_mark_follows_numbers_only_where_all_below_the_whole_is_bad_and_nothing_else) {
  using samples::no_data, samples::ratio;
  auto const marks = [](std::vector<Cell> cells) {
    Grid grid{.columns = {{"Виконання", ColumnKind::ratio}}};
    for (auto& cell : cells) grid.rows.push_back({.cells = {std::move(cell)}});
    auto built = samples::empty_report();
    built.blocks = {{.part = std::move(grid)}};
    return conditions(samples::read_sheet(to_xlsx(built, translator()).value().bytes, 2));
  };

  EXPECT_EQ(marks({ratio(12'000, Tone::good), ratio(9'999, Tone::bad)}), 1U);
  EXPECT_EQ(marks({ratio(10'000), no_data(ColumnKind::ratio), ratio(9'000, Tone::bad)}), 1U);
  EXPECT_EQ(marks({ratio(12'000, Tone::good), ratio(9'500, Tone::warning), ratio(7'000, Tone::bad)}), 0U);
  EXPECT_EQ(marks({ratio(9'500), ratio(7'000, Tone::bad)}), 0U);
  EXPECT_EQ(marks({ratio(12'000, Tone::bad), ratio(9'000, Tone::bad)}), 0U);
  EXPECT_EQ(marks({ratio(12'000, Tone::good)}), 0U);
}

TEST(Xlsx, heads_are_as_high_as_their_columns_leave_them_lines) {
  auto const heights = [](std::int64_t amount) {
    Grid const grid{.columns = {{"План: грудень 2025", ColumnKind::money}},
                    .rows = {{.cells = {samples::money(amount)}}}};
    auto built = samples::empty_report();
    built.blocks = {{.part = grid}};
    return samples::read_sheet(to_xlsx(built, translator()).value().bytes, 2).heights;
  };

  EXPECT_EQ(heights(100), (std::map<int, double>{{4, 45}}));
  EXPECT_TRUE(heights(1'000'000'000'000'000).empty());
}

TEST(Xlsx, tiles_with_long_words_are_high_enough_for_them) {
  auto built = samples::empty_report();
  built.blocks = {
      {.part = Tiles{{{.label = "Факт"},
                      {.label = "Відповідь на запит про план у вихідні та свята"},
                      {.label = "Факт", .note = "проти четвертого кварталу позаминулого року"}}}}};

  auto const heights = samples::read_sheet(to_xlsx(built, translator()).value().bytes, 1).heights;

  EXPECT_EQ(heights, (std::map<int, double>{{5, 30}, {6, 30}}));
}

TEST(XlsxBook, a_format_is_shared_by_equal_styles_and_left_alone_by_others) {
  auto const about = samples::empty_report();
  XlsxBook book(about, translator());

  auto const* const usual = book.format({.number = "dd/mm/yyyy"});
  auto const* const left = book.format({.number = "dd/mm/yyyy", .align = Align::left});

  EXPECT_EQ(usual->text_h_align, LXW_ALIGN_NONE);
  EXPECT_EQ(left->text_h_align, LXW_ALIGN_LEFT);
  EXPECT_EQ(book.format({.number = "dd/mm/yyyy", .align = Align::left}), left);
}

TEST(SheetLines, words_go_to_the_next_line_whole) {
  EXPECT_EQ(text_lines("", 10, Letters::regular), 1U);
  EXPECT_EQ(text_lines("десять сім", 10, Letters::regular), 1U);
  EXPECT_EQ(text_lines("десять вісім", 10, Letters::regular), 2U);
  EXPECT_EQ(text_lines("десять вісім шість", 10, Letters::regular), 3U);
  EXPECT_EQ(text_lines("a\nb\n", 10, Letters::regular), 3U);
  EXPECT_EQ(text_lines(std::string(20, 'x'), 10, Letters::regular), 2U);
  EXPECT_EQ(text_lines(std::string(21, 'x') + " y", 10, Letters::regular), 3U);
  EXPECT_EQ(text_lines("x", 0, Letters::regular), 1U);
  EXPECT_EQ(text_width("вісім", Letters::regular), 5U);
}

TEST(SheetLines, bold_letters_take_more_room) {
  EXPECT_GT(text_width("вісім вісім", Letters::bold), text_width("вісім вісім", Letters::regular));
  EXPECT_EQ(text_lines("десять сім", 10, Letters::bold), 2U);
}

TEST(SheetNames, are_short_clean_and_different_whatever_their_case) {
  SheetNames names;

  EXPECT_EQ(names.name("План: факт/[1]"), "План факт 1");
  EXPECT_EQ(names.name("план: факт/[1]"), "план факт 1 (2)");
  EXPECT_EQ(names.name("'a'"), "a");
  EXPECT_EQ(names.name("history"), "history_");
  EXPECT_EQ(names.name("///"), "Sheet");
  EXPECT_EQ(names.name(std::string(40, 'x')), std::string(31, 'x'));
  EXPECT_EQ(names.name(std::string(40, 'x')), std::string(27, 'x') + " (2)");
  for (auto const& hostile : samples::hostile_texts()) EXPECT_TRUE(is_utf8(names.name(hostile)));
}

TEST(SheetText, keeps_what_xml_takes) {
  EXPECT_EQ(sheet_text("a\tb"), "a\tb");
  EXPECT_EQ(sheet_text(std::string("a\x01\0b", 4)), "ab");
  EXPECT_EQ(sheet_text("\xFF"), "\uFFFD");
  EXPECT_EQ(sheet_text("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(sheet_text(std::string(40'000, 'x')).size(), 32'767U);
}

TEST(SheetNumber, is_in_the_units_excel_counts_in) {
  EXPECT_THAT(sheet_number({std::int64_t{-12'345}, ColumnKind::money}), Optional(-123.45));
  EXPECT_THAT(sheet_number({std::int64_t{9'340}, ColumnKind::ratio}), Optional(0.934));
  EXPECT_THAT(sheet_number({std::int64_t{720}, ColumnKind::minutes}), Optional(0.5));
  EXPECT_EQ(sheet_number({{}, ColumnKind::money}), std::nullopt);
  EXPECT_EQ(number_format(ColumnKind::money, Fractions::shown, {}), "#,##0.00\\ [$₴-422]");
  EXPECT_EQ(number_format(ColumnKind::money, Fractions::hidden, {.language = i18n::Language::en}),
            "[$₴-809]#,##0");
  EXPECT_THAT(sheet_day({samples::day(2026, 1, 1), samples::day(2026, 1, 31)}), Optional(46'023.0));
  EXPECT_EQ(sheet_day({samples::day(2026, 1, 1), samples::day(2026, 1, 7)}), std::nullopt);
}

TEST(SheetSums, sums_are_formulas_only_where_they_give_the_value) {
  auto grid = samples::grouped_grid(2, 3);
  auto const plan = 1;

  auto const formulas = sum_formulas(grid);

  ASSERT_TRUE(formulas[0][plan]);
  EXPECT_EQ(formulas[0][plan]->first, 1U);
  EXPECT_EQ(formulas[0][plan]->last, 3U);
  ASSERT_TRUE(formulas.back()[plan]);
  EXPECT_EQ(formulas.back()[plan]->first, 0U);
  EXPECT_TRUE(formulas[1].empty());
  ASSERT_TRUE(formulas.back()[4]);
  EXPECT_EQ(formulas.back()[4]->kind, SumFormula::Kind::share);
  EXPECT_EQ(formulas.back()[4]->part, 2U);
  EXPECT_EQ(formulas.back()[4]->whole, 1U);

  grid.rows[2].cells[plan] = samples::money(1);
  EXPECT_FALSE(sum_formulas(grid)[0][plan]);
}

// What Excel would compute: the cells of the range that are no such sums themselves.
TEST(SheetSums, formulas_give_the_cells_values_in_any_table) {
  auto const seed = std::random_device{}();
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    auto grid = samples::grouped_grid(1 + random() % 4, random() % 4);
    for (auto& row : grid.rows) {
      if (random() % 6 == 0)
        row.cells[1 + random() % 3] = samples::money(static_cast<std::int64_t>(random() % 100));
      if (random() % 9 == 0) row.cells[2] = samples::no_data(ColumnKind::money);
    }
    auto const formulas = sum_formulas(grid);
    for (std::size_t row = 0; row < grid.rows.size(); ++row) {
      for (std::size_t column = 0; column < grid.columns.size(); ++column) {
        if (formulas[row].empty()) continue;
        auto const& formula = formulas[row][column];
        if (!formula || formula->kind != SumFormula::Kind::sum) continue;
        std::int64_t sum = 0;
        for (auto at = formula->first; at <= formula->last; ++at) {
          if (!formulas[at].empty() && formulas[at][column]) continue;
          auto const& value = std::get<Figure>(grid.rows[at].cells[column].content).value;
          if (auto const* const whole = std::get_if<std::int64_t>(&value)) sum += *whole;
        }
        EXPECT_THAT(std::get<Figure>(grid.rows[row].cells[column].content).value, Eq(analytics::Value(sum)))
            << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace pb::reports
