#include "app/timestamp.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

namespace pb::app {
namespace {

constexpr std::int64_t kFirstOfApril = 1'396'310'400;

TEST(Timestamp, a_day_and_a_time_are_read_in_every_form) {
  for (auto const* text : {"2014-04-01", "2014-04-01 00:00", "2014-04-01 00:00:00", "2014-04-01T00:00:00",
                           "2014-04-01T00:00:00Z", "2014-04-01 00:00:00.999", " 2014-04-01T03:00:00+03:00 ",
                           "2014-04-01T03:00:00+0300", "2014-03-31T22:00-02", "1396310400", "1396310400.7",
                           "1396310400000", "1396310400000000", "1396310400000000000", "1.3963104e9"})
    EXPECT_EQ(parse_timestamp(text), kFirstOfApril) << text;
  EXPECT_EQ(parse_timestamp("2014-04-01 23:59:59"), kFirstOfApril + 86'399);
}

TEST(Timestamp, the_time_before_1970_is_read) {
  EXPECT_EQ(parse_timestamp("1969-12-31T23:59:59Z"), -1);
  EXPECT_EQ(parse_timestamp("-0.5"), -1);
  EXPECT_EQ(parse_timestamp("0000-01-01"), -62'167'219'200);
}

TEST(Timestamp, anything_else_is_refused) {
  for (auto const* text : {"",
                           " ",
                           "yesterday",
                           "2014-02-29",
                           "2014-13-01",
                           "2014-00-10",
                           "2014-4-1",
                           "2014-04-01 24:00",
                           "2014-04-01 00:60",
                           "2014-04-01 00",
                           "2014-04-01T",
                           "2014-04-01 00:00:00.",
                           "2014-04-01 00:00:00x",
                           "2014-04-01 00:00:00+",
                           "2014-04-01 00:00:00+1",
                           "2014-04-01 00:00:00+01:",
                           "2014-04-01 00:00:00+24:00",
                           "nan",
                           "inf",
                           "1e21",
                           "-1e300",
                           "12:00",
                           "20014-04-01"})
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
}

TEST(Timestamp, every_day_comes_a_day_after_the_one_before) {
  auto day = std::chrono::sys_days(std::chrono::year(1999) / 12 / 1);
  for (std::int64_t expected = 944'006'400; expected < 1'100'000'000; expected += 86'400) {
    std::chrono::year_month_day const date(day);
    auto const two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    auto const text = std::to_string(static_cast<int>(date.year())) + "-" +
                      two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
    ASSERT_EQ(parse_timestamp(text), expected) << text;
    day += std::chrono::days(1);
  }
}

TEST(Timestamp, any_bytes_at_all_are_answered) {
  constexpr std::uint32_t kSeed = 20'261'125;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = "2014-04-01 00:00:00+01:00";
    text.resize(random() % (text.size() + 1));
    for (auto changes = random() % 4; changes > 0 && !text.empty(); --changes)
      text[random() % text.size()] = "0123456789-:T Z+.e\xff"[random() % 19];
    if (auto const at = parse_timestamp(text)) {
      EXPECT_LT(std::abs(*at), 300'000'000'000) << text;
    }
  }
}

}  // namespace
}  // namespace pb::app
