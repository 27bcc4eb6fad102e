#include "app/detect_command.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace pb::app {
namespace {

struct Outcome {
  std::string out;
  std::string problem;  // empty: none
};

auto detected(std::string const& text) -> Outcome {
  std::istringstream in(text);
  std::ostringstream out;
  auto const done = detect_in(in, out);
  return {.out = out.str(), .problem = done ? "" : done.error()};
}

TEST(DetectCommand, timestamps_and_values_are_written_as_they_were_given) {
  auto const outcome = detected("2014-04-01 00:00:00,1.50\r\n1396310700,+2e0\n\n\"2014-04-01T00:10:00Z\",-0");

  EXPECT_EQ(outcome.problem, "");
  EXPECT_EQ(
      outcome.out,
      "2014-04-01 00:00:00,1.50,0.000000\n1396310700,+2e0,0.000000\n2014-04-01T00:10:00Z,-0,0.000000\n");
}

TEST(DetectCommand, a_header_is_answered_with_a_header) {
  EXPECT_EQ(detected("timestamp,value\n2014-04-01,5\n").out,
            "timestamp,value,score\n2014-04-01,5,0.000000\n");
}

TEST(DetectCommand, a_value_out_of_the_ordinary_scores_high) {
  std::string text;
  for (int row = 0; row < 600; ++row)
    text += std::to_string(300 * row) + "," + (row == 500 ? "90" : std::to_string(50 + row * 7 % 5)) + "\n";

  auto const outcome = detected(text);

  auto const at = outcome.out.find("\n150000,90,0.");
  ASSERT_NE(at, std::string::npos);
  EXPECT_GE(outcome.out[at + 13], '7');
}

TEST(DetectCommand, what_cannot_be_read_is_told_with_its_line) {
  auto const header = std::string("timestamp,value\n2014-04-01,5\n");

  EXPECT_EQ(detected(header + "2014-04-02,nan").problem, "line 3: \"nan\" is not a finite number");
  EXPECT_EQ(detected(header + "2014-04-02,-inf").problem, "line 3: \"-inf\" is not a finite number");
  EXPECT_EQ(detected(header + "2014-04-02,").problem, "line 3: \"\" is not a finite number");
  EXPECT_EQ(detected(header + "\nyesterday,5").problem, "line 4: \"yesterday\" is not a timestamp");
  EXPECT_EQ(detected(header + "2014-04-02").problem, "line 3: has 1 fields; timestamp,value are two");
  EXPECT_EQ(detected(header + "2014-04-02,1,2").problem, "line 3: has 3 fields; timestamp,value are two");
  EXPECT_EQ(detected("2014-04-01,nan").problem, "line 1: \"nan\" is not a finite number");
  EXPECT_EQ(detected(header + "2014-04-02,\"5").problem.substr(0, 7), "line 3:");
}

TEST(DetectCommand, a_file_without_a_value_is_refused) {
  EXPECT_NE(detected("").problem, "");
  EXPECT_NE(detected("\n\n").problem, "");
  EXPECT_NE(detected("timestamp,value\n").problem, "");
}

TEST(DetectCommand, rows_before_a_wrong_one_are_answered) {
  EXPECT_EQ(detected("1,5\n2,x\n").out, "1,5,0.000000\n");
}

TEST(DetectCommand, huge_values_and_times_out_of_order_have_scores) {
  std::string text;
  for (int row = 0; row < 300; ++row)
    text += std::to_string(1'000'000 - row * row) + (row % 3 == 0 ? ",1e18\n" : ",-999999999999999999\n");

  auto const outcome = detected(text + "5,1e308\n5,-1e308\n");

  EXPECT_EQ(outcome.problem, "");
  EXPECT_EQ(outcome.out.find("nan"), std::string::npos);
  EXPECT_EQ(std::ranges::count(outcome.out, '\n'), 302);
}

}  // namespace
}  // namespace pb::app
