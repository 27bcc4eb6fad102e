#include "i18n/date.h"

#include <gtest/gtest.h>

#include "base/enum_name.h"

namespace pb::i18n {
namespace {

auto at_utc(int year, unsigned month, unsigned day, int hour, int minute) -> Instant {
  return Instant(std::chrono::days(Month::from(year, month).first().days + static_cast<int>(day) - 1)) +
         std::chrono::hours(hour) + std::chrono::minutes(minute);
}

TEST(Dates, read_as_people_of_the_language_write_them) {
  auto const day = *parse_day("2026-11-24");

  EXPECT_EQ(format_day(day, Language::uk), "вт, 24 листопада");
  EXPECT_EQ(format_day(day, Language::ru), "вт, 24 ноября");
  EXPECT_EQ(format_day(day, Language::en), "Tue, 24 November");
  EXPECT_EQ(format_month(Month::of(day), Language::uk), "листопад 2026");
  EXPECT_EQ(format_month(Month::of(day), Language::ru), "ноябрь 2026");
  EXPECT_EQ(format_month(Month::of(day), Language::en), "November 2026");
}

TEST(Dates, show_a_moment_by_the_clock_on_the_readers_wall) {
  auto const summer = at_utc(2026, 7, 1, 15, 50);
  auto const new_year = at_utc(2026, 12, 31, 23, 5);

  EXPECT_EQ(format_instant(summer, "Europe/Kyiv", Language::uk), "01.07.2026, 18:50");
  EXPECT_EQ(format_instant(new_year, "Europe/Kyiv", Language::ru), "01.01.2027, 01:05");
  EXPECT_EQ(format_instant(new_year, "America/New_York", Language::en), "31/12/2026, 18:05");
  EXPECT_EQ(format_instant(summer, "Nowhere/Else", Language::uk), "01.07.2026, 15:50");
}

TEST(Dates, are_what_icu_writes_by_the_same_patterns) {
  for (auto const language : kLanguages) {
    auto const numeric = pattern_of_skeleton("yMMddHHmm", language);
    for (auto day = *parse_day("2023-12-20"); day < *parse_day("2027-02-01"); day = day + 1) {
      auto const moment = Instant(std::chrono::days(day.days)) + std::chrono::minutes(day.days % 1'440);
      std::string by_day;
      std::string by_month;
      std::string by_moment;
      append_by_pattern(by_day, moment, "EEE, d MMMM", language);
      append_by_pattern(by_month, moment, "LLLL y", language);
      append_by_pattern(by_moment, moment, numeric, language);

      ASSERT_EQ(format_day(day, language), by_day);
      ASSERT_EQ(format_month(Month::of(day), language), by_month);
      ASSERT_EQ(format_instant(moment, "UTC", language), by_moment);
    }
  }
}

TEST(Dates, refuse_a_skeleton_that_means_nothing) {
  EXPECT_THROW((void)pattern_of_skeleton("", Language::uk), std::invalid_argument);
}

}  // namespace
}  // namespace pb::i18n
