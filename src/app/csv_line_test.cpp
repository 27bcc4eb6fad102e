#include "app/csv_line.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/csv_field.h"

namespace pb::app {
namespace {

using Record = std::vector<std::string>;

struct Read {
  std::vector<Record> records;
  std::vector<std::size_t> lines;
  std::optional<CsvError> error;
};

auto read(std::string const& text) -> Read {
  std::istringstream in(text);
  CsvReader reader(in);
  Read result;
  while (true) {
    auto const more = reader.next();
    if (!more) {
      result.error = more.error();
      EXPECT_FALSE(*reader.next());
      return result;
    }
    if (!*more) return result;
    result.records.emplace_back(reader.fields().begin(), reader.fields().end());
    result.lines.push_back(reader.line());
  }
}

auto records(std::string const& text) -> std::vector<Record> {
  auto result = read(text);
  EXPECT_FALSE(result.error);
  return result.records;
}

TEST(CsvLine, fields_stand_between_commas) {
  EXPECT_EQ(records("a,1,2\nb,,3\n"), (std::vector<Record>{{"a", "1", "2"}, {"b", "", "3"}}));
  EXPECT_EQ(records("a,1,,"), (std::vector<Record>{{"a", "1", "", ""}}));
}

TEST(CsvLine, any_line_end_will_do) {
  std::vector<Record> const expected{{"a", "1"}, {"b", "2"}};
  EXPECT_EQ(records("a,1\nb,2"), expected);
  EXPECT_EQ(records("a,1\r\nb,2\r\n"), expected);
  EXPECT_EQ(records("a,1\rb,2\r"), expected);
}

TEST(CsvLine, quoted_fields_hold_commas_quotes_and_line_ends) {
  auto const result = read("\"a,\"\"b\"\"\r\nc\",1\nd,2\n\"\"\n");

  EXPECT_EQ(result.records, (std::vector<Record>{{"a,\"b\"\r\nc", "1"}, {"d", "2"}, {""}}));
  EXPECT_EQ(result.lines, (std::vector<std::size_t>{1, 3, 4}));
}

TEST(CsvLine, a_byte_order_mark_is_passed_over_and_a_part_of_one_is_text) {
  EXPECT_EQ(records("\xEF\xBB\xBF"
                    "a,1"),
            (std::vector<Record>{{"a", "1"}}));
  EXPECT_EQ(records("\xEF\xBB"), (std::vector<Record>{{"\xEF\xBB"}}));
  EXPECT_EQ(records("\xEF\xBB\xBF"), std::vector<Record>{});
}

TEST(CsvLine, an_empty_line_is_one_empty_field_and_an_empty_text_is_none) {
  EXPECT_EQ(records("a\n\r\nb"), (std::vector<Record>{{"a"}, {""}, {"b"}}));
  EXPECT_EQ(records(""), std::vector<Record>{});
}

TEST(CsvLine, a_misplaced_quote_is_an_error_with_its_line) {
  for (auto const& [text, line, problem] :
       std::initializer_list<std::tuple<std::string, std::size_t, CsvProblem>>{
           {"a\nb\"c", 2, CsvProblem::quote_stray},
           {"a\n\n\"b\"c", 3, CsvProblem::quote_stray},
           {"a\n\"b\n\nc", 2, CsvProblem::quote_not_closed}}) {
    auto const result = read(text);
    ASSERT_TRUE(result.error) << text;
    EXPECT_EQ(result.error->line, line) << text;
    EXPECT_EQ(result.error->problem, problem) << text;
  }
}

TEST(CsvLine, numbers_are_finite_decimals_and_nothing_else) {
  EXPECT_EQ(csv_number(" 12\t"), 12.0);
  EXPECT_EQ(csv_number("-0.5"), -0.5);
  EXPECT_EQ(csv_number("+3"), 3.0);
  EXPECT_EQ(csv_number("1e18"), 1e18);
  for (auto const* text : {"", " ", "nan", "inf", "-inf", "+-1", "1,5", "0x10", "12a", "1 2", "1e999", "--1"})
    EXPECT_EQ(csv_number(text), std::nullopt) << text;
}

TEST(CsvLine, a_written_field_is_read_back) {
  for (auto const* text : {"plain", "with, comma", "with \"quotes\"", "two\nlines", ""}) {
    std::string written;
    append_csv_field(written, text);
    EXPECT_EQ(records(written + ",1"), (std::vector<Record>{{text, "1"}}));
  }
}

}  // namespace
}  // namespace pb::app
