#include "reports/csv.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <concepts>
#include <random>
#include <stdexcept>

#include "reports/test_built.h"

namespace pb::reports {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// RFC 4180 to the letter; nothing where the text is not of it.
auto parse(std::string_view text) -> std::optional<Rows> {
  Rows rows;
  std::vector<std::string> row(1);
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '"') {
      if (!row.back().empty()) return std::nullopt;
      for (++at;; ++at) {
        if (at >= text.size()) return std::nullopt;
        if (text[at] != '"') {
          row.back() += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
          row.back() += text[++at];
        } else {
          break;
        }
      }
      ++at;
      if (at < text.size() && text[at] != ',' && text[at] != '\r') return std::nullopt;
    } else if (text[at] == ',') {
      row.emplace_back();
      ++at;
    } else if (text[at] == '\r') {
      if (at + 1 >= text.size() || text[at + 1] != '\n') return std::nullopt;
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
      at += 2;
    } else if (text[at] == '\n') {
      return std::nullopt;
    } else {
      row.back() += text[at++];
    }
  }
  return rows;
}

auto written(std::invocable<CsvWriter&> auto const& write, CsvOptions options = {}) -> std::string {
  std::string file;
  CsvWriter writer([&](std::string_view block) { file += block; }, options);
  write(writer);
  writer.finish();
  return file;
}

auto line(auto... texts) -> std::string {
  return written([&](CsvWriter& writer) {
    (writer.text(texts), ...);
    writer.end_row();
  });
}

TEST(Csv, quotes_what_needs_it) {
  EXPECT_EQ(line("a", "b c", "d,e", "say \"x\""), "a,b c,\"d,e\",\"say \"\"x\"\"\"\r\n");
  EXPECT_EQ(line("two\r\nlines"), "\"two\r\nlines\"\r\n");
}

TEST(Csv, a_text_is_never_a_formula_and_a_number_keeps_its_sign) {
  EXPECT_EQ(line("=1+1", "+380", "-x", "@a", "\tb"), "'=1+1,'+380,'-x,'@a,'\tb\r\n");
  EXPECT_EQ(line("\n=1", "\r=1", "=\"a\",b"), "\"'\n=1\",\"'\r=1\",\"'=\"\"a\"\",b\"\r\n");
  EXPECT_EQ(line("\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201"), "'\uFF1D1,'\uFF0B1,'\uFF0D1,'\uFF201\r\n");
  EXPECT_EQ(line("a=1", " +", "'=1", "\uFF11"), "a=1, +,'=1,\uFF11\r\n");
  auto const numbers = written([](CsvWriter& writer) {
    writer.hundredths(-5);
    writer.hundredths(std::numeric_limits<std::int64_t>::min());
    writer.integer(-7);
    writer.real(-0.5);
    writer.empty();
    writer.end_row();
  });
  EXPECT_EQ(numbers, "-0.05,-92233720368547758.08,-7,-0.5,\r\n");
}

TEST(Csv, separator_decimal_and_mark_are_those_asked_for) {
  auto const file = written(
      [](CsvWriter& writer) {
        writer.text("a;b");
        writer.hundredths(123'456);
        writer.end_row();
      },
      {.separator = ';', .decimal = ',', .mark = ByteOrderMark::written});
  EXPECT_EQ(file, "\xEF\xBB\xBF\"a;b\";1234,56\r\n");
}

TEST(Csv, a_long_table_leaves_in_blocks_and_the_last_by_finish) {
  constexpr std::size_t kMost = 100'000;
  std::size_t blocks = 0;
  std::size_t largest = 0;
  std::string file;
  CsvWriter writer([&](std::string_view block) {
    ++blocks;
    largest = std::max(largest, block.size());
    file += block;
  });

  for (int row = 0; row < 100'000; ++row) {
    writer.integer(row);
    writer.text("Одеса");
    writer.end_row();
  }
  auto const before = file.size();
  writer.finish();

  EXPECT_GT(blocks, 10U);
  EXPECT_LT(largest, kMost);
  EXPECT_LT(before, file.size());
  auto const rows = parse(file);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->size(), 100'000U);
  EXPECT_EQ(rows->back(), (std::vector<std::string>{"99999", "Одеса"}));
}

TEST(Csv, what_the_sink_throws_is_not_kept) {
  CsvWriter writer([](std::string_view) { throw std::runtime_error("no room"); });
  writer.text("a");
  writer.end_row();
  EXPECT_THROW(writer.finish(), std::runtime_error);

  writer.text(std::string(1'000'000, 'a'));
  EXPECT_THROW(writer.end_row(), std::runtime_error);
}

TEST(Csv, titles_and_cells_of_a_table_are_guarded_alike) {
  Row const row{.cells = {samples::text("=1+1"), samples::money(-50), samples::ratio(-1'250), {}}};

  auto const file = written([&](CsvWriter& writer) {
    write_head(writer, {{"@office"}, {"Факт, ₴", ColumnKind::money}, {"-x", ColumnKind::ratio}, {"\"q\""}});
    write_row(writer, row);
  });

  EXPECT_EQ(file, "'@office,\"Факт, ₴\",\"'-x, %\",\"\"\"q\"\"\"\r\n'=1+1,-0.50,-12.50,\r\n");
}

auto guarded(std::string const& text) -> std::string {
  bool const formula = !text.empty() && std::string_view("=+-@\t\r\n").contains(text.front());
  return formula ? "'" + text : text;
}

TEST(Csv, whatever_is_written_is_read_back) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 engine(seed);
  std::string const letters = "a\",;\r\n =-'";
  for (int round = 0; round < 500; ++round) {
    Rows rows(1 + engine() % 5);
    for (auto& row : rows) {
      row.resize(1 + engine() % 5);
      for (auto& text : row) {
        for (std::size_t size = engine() % 8; size > 0; --size) text += letters[engine() % letters.size()];
      }
    }
    auto const file = written([&](CsvWriter& writer) {
      for (auto const& row : rows) {
        for (auto const& text : row) writer.text(text);
        writer.end_row();
      }
    });
    for (auto& row : rows) std::ranges::transform(row, row.begin(), guarded);
    ASSERT_EQ(parse(file), rows) << round;
  }
}

}  // namespace
}  // namespace pb::reports
