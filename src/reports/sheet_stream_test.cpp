#include "reports/sheet_stream.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <random>

#include "reports/test_built.h"
#include "reports/test_xlsx.h"

namespace pb::reports {
namespace {

using samples::ReadCell;
using testing::DoubleEq;
using testing::DoubleNear;
using testing::Optional;

class SheetStreamTest : public testing::Test {
 protected:
  ~SheetStreamTest() override { std::filesystem::remove_all(folder_); }

  auto bytes() const -> std::string {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  auto written(std::vector<SheetColumn> const& columns, std::vector<Row> const& rows,
               std::vector<std::string> const& notes = {}) const -> samples::ReadSheet {
    SheetStream stream(file_, about_, translator_, columns);
    for (auto const& row : rows) EXPECT_TRUE(stream.add(row));
    EXPECT_TRUE(stream.finish(notes));
    return samples::read_sheet(bytes(), 1);
  }

  std::filesystem::path folder_ = [] {
    auto const folder = std::filesystem::path(testing::TempDir()) / ("sheets_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    return folder;
  }();
  std::filesystem::path file_ = folder_ / "rows.xlsx";
  Built about_ = samples::empty_report();
  i18n::Translator translator_;
};

auto day_cell(unsigned of_month) -> Cell {
  auto const day = samples::day(2026, 1, of_month);
  return {DayRange{day, day}};
}

auto columns() -> std::vector<SheetColumn> {
  return {{"День", ColumnKind::period, Fractions::hidden},
          {"Офіс", ColumnKind::dimension, Fractions::hidden},
          {"План", ColumnKind::money, Fractions::shown},
          {"Факт", ColumnKind::money, Fractions::hidden},
          {"Виконання", ColumnKind::ratio, Fractions::shown}};
}

auto rows() -> std::vector<Row> {
  using samples::money, samples::ratio, samples::text;
  return {{.cells = {day_cell(1), text("Одеса"), money(10'050), money(20'100), ratio(20'000)}},
          {.cells = {day_cell(2), text("=1+1"), money(-50), money(0), ratio(0)}},
          {.cells = {day_cell(3), text("Львів"), money(30'000), samples::no_data(ColumnKind::money), {}}},
          {.kind = RowKind::total, .cells = {{}, text("Разом"), money(40'000), money(20'100), ratio(5'025)}}};
}

TEST_F(SheetStreamTest, cells_are_numbers_days_and_texts_in_the_readers_formats) {
  auto const sheet = written(columns(), rows());

  EXPECT_EQ(sheet.cells.at("A1").text, about_.title);
  EXPECT_EQ(sheet.cells.at("A4").text, "День");
  EXPECT_EQ(sheet.cells.at("A5"), (ReadCell{.number = 46'023, .format = "dd/mm/yyyy", .align = "left"}));
  EXPECT_EQ(sheet.cells.at("C5"), (ReadCell{.number = 100.5, .format = "#,##0.00\\ [$₴-422]"}));
  EXPECT_EQ(sheet.cells.at("D5"), (ReadCell{.number = 201, .format = "#,##0\\ [$₴-422]"}));
  EXPECT_EQ(sheet.cells.at("E5"), (ReadCell{.number = 2, .format = "0.0%"}));
  EXPECT_EQ(sheet.cells.at("B6").text, "=1+1");
  EXPECT_EQ(sheet.cells.at("B6").formula, "");
  EXPECT_EQ(sheet.cells.at("D7").number, std::nullopt);
}

TEST_F(SheetStreamTest, rows_are_as_high_as_their_longest_text_wants) {
  auto const row = [](RowKind kind, std::size_t letters) {
    std::string name;
    for (; letters > 0; --letters) name += letters % 8 == 0 ? " " : "ш";
    return Row{.kind = kind, .level = 1, .cells = {samples::text(name), samples::money(100)}};
  };

  auto const sheet =
      written({{"Офіс", ColumnKind::dimension}, {"План на весь наступний рік", ColumnKind::money}},
              {row(RowKind::row, 46), row(RowKind::group, 46), row(RowKind::row, 60), row(RowKind::total, 60),
               row(RowKind::row, 5'000)});

  EXPECT_GE(sheet.heights.at(4), 30);
  EXPECT_EQ(sheet.heights.count(5), 0U);
  EXPECT_EQ(sheet.heights.count(6), 0U);
  EXPECT_EQ(sheet.heights.at(7), 30);
  EXPECT_EQ(sheet.heights.at(8), 30);
  EXPECT_EQ(sheet.heights.at(9), 409);
}

TEST_F(SheetStreamTest, totals_are_formulas_that_agree_with_their_values) {
  auto const sheet = written(columns(), rows());

  EXPECT_EQ(sheet.cells.at("C8").formula, "SUBTOTAL(9,C5:C7)");
  EXPECT_THAT(sheet.cells.at("C8").number, Optional(DoubleEq(400)));
  EXPECT_EQ(sheet.cells.at("D8").formula, "SUBTOTAL(9,D5:D7)");
  EXPECT_EQ(sheet.cells.at("E8").formula, "IF(C8=0,\"\",D8/C8)");
  EXPECT_THAT(sheet.cells.at("E8").number, Optional(DoubleEq(201.0 / 400)));
}

TEST_F(SheetStreamTest, a_total_that_the_rows_do_not_give_keeps_its_value) {
  auto other = rows();
  other.back().cells[2] = samples::money(50'000);

  auto const sheet = written(columns(), other);

  EXPECT_EQ(sheet.cells.at("C8").formula, "");
  EXPECT_EQ(sheet.cells.at("C8").number, 500.0);
  EXPECT_EQ(sheet.cells.at("E8").formula, "");
}

TEST_F(SheetStreamTest, the_head_stays_the_filter_ends_before_the_total_and_notes_stand_below) {
  auto const sheet = written(columns(), rows(), {"Факти за місяць"});

  auto const& xml = sheet.xml.get_child("worksheet");
  EXPECT_EQ(xml.get<std::string>("sheetViews.sheetView.pane.<xmlattr>.topLeftCell"), "B5");
  EXPECT_EQ(xml.get<std::string>("sheetViews.sheetView.pane.<xmlattr>.state"), "frozen");
  EXPECT_EQ(xml.get<std::string>("autoFilter.<xmlattr>.ref"), "A4:E7");
  EXPECT_EQ(xml.get_child("cols").count("col"), columns().size());
  EXPECT_EQ(sheet.cells.at("A10").text, "Факти за місяць");
  auto const properties = samples::parse_xml(samples::ZipParts(bytes()).at("docProps/core.xml"));
  EXPECT_EQ(properties.get<std::string>("cp:coreProperties.dc:title"), about_.title);
  EXPECT_EQ(properties.get<std::string>("cp:coreProperties.dc:creator"), about_.organisation);
}

TEST_F(SheetStreamTest, equal_rows_give_equal_bytes_and_a_table_may_be_empty) {
  (void)written(columns(), rows());
  auto const first = bytes();
  (void)written(columns(), rows());
  EXPECT_TRUE(first == bytes());

  EXPECT_EQ(written(columns(), {}).cells.count("A5"), 0U);
}

// What a workbook makes of a text: what XML forbids is left out.
auto kept(std::string const& text) -> std::string {
  std::string result;
  for (char const c : text)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r') result += c;
  return result;
}

TEST_F(SheetStreamTest, whatever_is_written_is_read_back) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::vector<std::string> const pieces{"a", "<", "&amp;", "\"",  "'",    " ", "\n", "\t",      "=",
                                        "ї", "₴", "😀",    "]]>", "\x01", "-", "_",  "_x0041_", "_x005F_"};
  std::vector<SheetColumn> const kinds{{"a"}, {"b", ColumnKind::dimension}, {"c", ColumnKind::money}};
  for (int round = 0; round < 20; ++round) {
    std::vector<Row> rows(1 + random() % 30);
    for (auto& row : rows) {
      std::string text;
      for (auto size = random() % 6; size > 0; --size) text += pieces[random() % pieces.size()];
      auto const units = static_cast<double>(random() % 1'000'000) / 64;
      row.cells = {{Figure{units, ColumnKind::number}},
                   samples::text(text),
                   samples::money(static_cast<std::int64_t>(random() % 1'000'000'000'000) - 500'000'000'000)};
    }
    auto const sheet = written(kinds, rows);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      auto const line = std::to_string(at + 5);
      auto const& cells = rows[at].cells;
      EXPECT_EQ(sheet.cells.at("A" + line).number,
                std::get<double>(std::get<Figure>(cells[0].content).value));
      EXPECT_EQ(sheet.cells.at("B" + line).text.value_or(""), kept(std::get<std::string>(cells[1].content)));
      EXPECT_EQ(sheet.cells.at("C" + line).number, sheet_number(std::get<Figure>(cells[2].content)));
    }
  }
}

TEST_F(SheetStreamTest, nothing_is_left_behind_by_a_stream_that_is_given_up) {
  auto const files = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                         std::filesystem::directory_iterator());
  };
  auto const before = files();
  for (int round = 0; round < 5; ++round) {
    SheetStream stream(file_, about_, translator_, columns());
    for (auto const& row : rows()) ASSERT_TRUE(stream.add(row));
  }
  EXPECT_EQ(files(), before);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

// In a process of its own, where files may have so many bytes and no more.
auto finishes_with(std::filesystem::path const& file, rlim_t most_bytes) -> bool {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit const limit{most_bytes, most_bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  auto const about = samples::empty_report();
  i18n::Translator const translator;
  SheetStream stream(file, about, translator, columns());
  for (int round = 0; round < 5'000; ++round) {
    for (auto const& row : rows()) (void)stream.add(row);
  }
  return stream.finish().has_value();
}

TEST_F(SheetStreamTest, a_disk_that_is_full_is_told_and_what_was_there_stays) {
  constexpr rlim_t kEnough = 64u << 20U;
  EXPECT_EXIT(::_exit(finishes_with(file_, kEnough) ? 0 : 1), testing::ExitedWithCode(0), "");
  auto const before = bytes();
  ASSERT_FALSE(before.empty());
  auto const size = samples::ZipParts(bytes()).at("xl/worksheets/sheet1.xml").size();
  for (auto const most : {std::size_t{100'000}, size / 2, size - 1})
    EXPECT_EXIT(::_exit(finishes_with(file_, most) ? 0 : 1), testing::ExitedWithCode(1), "") << most;

  EXPECT_TRUE(bytes() == before);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace pb::reports
