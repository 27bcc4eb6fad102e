#include "app/forecast_command.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "app/csv_line.h"

namespace pb::app {
namespace {

using testing::HasSubstr;

constexpr ForecastCommand::Columns kIntervals = ForecastCommand::Columns::intervals;

auto forecast_of(std::string const& text, std::size_t season = 1, std::size_t horizon = 2,
                 ForecastCommand::Columns columns = ForecastCommand::Columns::means) -> std::string {
  std::istringstream in(text);
  std::ostringstream out;
  forecast_lines({.file = "sales.csv", .options = {.season = season, .horizon = horizon}, .columns = columns},
                 in, out);
  return out.str();
}

auto complaint_about(std::string const& text) -> std::string {
  try {
    return "none, but " + forecast_of(text);
  } catch (std::exception const& problem) {
    return problem.what();
  }
}

TEST(ForecastCommand, each_line_is_answered_in_its_order) {
  EXPECT_EQ(forecast_of("a,5,5,5\nb,0,0\nc,-2,-2,-2,-2\n"), "a,5,5\nb,0,0\nc,-2,-2\n");
}

TEST(ForecastCommand, thousands_of_lines_keep_their_order) {
  std::string text;
  std::string expected;
  for (int line = 0; line < 3'000; ++line) {
    text += fmt::format("s{},{},{}\n", line, line, line);
    expected += fmt::format("s{},{},{}\n", line, line, line);
  }
  EXPECT_EQ(forecast_of(text), expected);
}

TEST(ForecastCommand, intervals_follow_bound_by_bound) {
  auto const text = forecast_of("a,10,14,9,13,12,11,14,10,12\n", 1, 2, kIntervals);

  std::istringstream in(text);
  CsvReader reader(in);
  ASSERT_TRUE(*reader.next());
  std::vector<double> numbers;
  for (std::size_t at = 1; at < reader.fields().size(); ++at)
    numbers.push_back(*csv_number(reader.fields()[at]));
  ASSERT_EQ(numbers.size(), 10u);
  for (std::size_t step = 0; step < 2; ++step) {
    EXPECT_LT(numbers[6 + step], numbers[2 + step]);  // lower95 below lower80
    EXPECT_LT(numbers[2 + step], numbers[step]);
    EXPECT_LT(numbers[step], numbers[4 + step]);
    EXPECT_LT(numbers[4 + step], numbers[8 + step]);
  }
}

TEST(ForecastCommand, headers_blank_lines_marks_and_line_ends_are_passed_over) {
  EXPECT_EQ(forecast_of("\xEF\xBB\xBFid,v1,v2,v3\r\n\r\n\"a, \"\"b\"\"\",5,5,5\r\n  \r\n"),
            "\"a, \"\"b\"\"\",5,5\n");
}

TEST(ForecastCommand, empty_fields_are_gaps_and_nothing_after_the_last_value) {
  EXPECT_EQ(forecast_of("a,5,,5,,,\n"), "a,5,5\n");
}

TEST(ForecastCommand, a_line_that_cannot_be_forecast_is_named) {
  EXPECT_EQ(complaint_about("a,1,2\nb,1,x,3\n"), "sales.csv, line 2: value 2 is \"x\", which is no number");
  EXPECT_THAT(complaint_about("a,1,NaN\n"), HasSubstr("line 1: value 2 is \"NaN\""));
  EXPECT_THAT(complaint_about("a,1,2\n\nb,-inf\n"), HasSubstr("line 3: value 1 is \"-inf\""));
  EXPECT_THAT(complaint_about("a,1,1e999\n"), HasSubstr("line 1: value 2"));
  EXPECT_THAT(complaint_about("a,1,1e200\n"), HasSubstr("line 1: a value is beyond"));
  EXPECT_THAT(complaint_about("a,1,2\nb,,\n"), HasSubstr("line 2: there is no value to continue"));
  EXPECT_THAT(complaint_about("a,1\nb\n"), HasSubstr("line 2: there is no value to continue"));
  EXPECT_THAT(complaint_about("a,1\n\"b,2\n"), HasSubstr("line 2: a quoted field is not closed"));
}

TEST(ForecastCommand, a_file_without_series_is_an_error) {
  EXPECT_EQ(complaint_about(""), "sales.csv has no series in it");
  EXPECT_EQ(complaint_about("id,v1,v2\n\n"), "sales.csv has no series in it");
}

TEST(ForecastCommand, the_lines_before_a_bad_one_are_answered) {
  std::istringstream in("a,5,5\nb,x,1\nc,1\n");
  std::ostringstream out;

  EXPECT_ANY_THROW(forecast_lines({.file = "sales.csv", .options = {.season = 1, .horizon = 1}}, in, out));

  EXPECT_EQ(out.str(), "a,5\n");
}

TEST(ForecastCommand, one_value_a_million_values_and_huge_ones_are_answered) {
  std::string many = "many";
  for (int at = 0; at < 1'000'000; ++at) many += ",7";

  EXPECT_EQ(forecast_of("one,7\n", 12), "one,7,7\n");
  EXPECT_EQ(forecast_of(many), "many,7,7\n");
  EXPECT_EQ(forecast_of("huge,1e18,1e18,1e18\n"), "huge,1e+18,1e+18\n");
}

}  // namespace
}  // namespace pb::app
