#include "analytics/outlook/coming_days.h"

#include <gtest/gtest.h>

#include "domain/holidays.h"

namespace pb::analytics {
namespace {

auto day(std::string_view text) -> Day {
  return *parse_day(text);
}

// Sundays free, Fridays double, holidays at a tenth.
auto ordinary(Day at) -> double {
  if (at.weekday() == std::chrono::Sunday) return 0;
  auto const amount = at.weekday() == std::chrono::Friday ? 200.0 : 100.0;
  return is_holiday(at, "UA") ? amount / 10 : amount;
}
auto weeks(std::string_view first, std::string_view end) -> DaySeries {
  DaySeries series{.first = day(first)};
  for (auto at = series.first; at < day(end); at = at + 1) series.values.push_back(ordinary(at));
  return series;
}

TEST(HolidayEffect, is_what_holidays_bring_of_an_ordinary_day) {
  auto const many = holiday_effect(weeks("2023-01-01", "2025-01-01"), "UA");
  auto const few = holiday_effect(weeks("2024-01-15", "2024-03-31"), "UA");

  EXPECT_NEAR(many.factor, 0.1, 0.1);
  EXPECT_GT(few.factor, many.factor);  // one holiday is no proof
  EXPECT_LT(few.factor, 1);
  EXPECT_EQ(holiday_effect(weeks("2024-01-01", "2025-01-01"), "").factor, 1);
}

TEST(ComingDays, know_the_weekday_and_the_holiday) {
  auto const series = weeks("2023-01-01", "2025-06-24");  // a Tuesday; Saturday the 28th is Constitution Day
  auto const effect = holiday_effect(series, "UA");
  auto const days = coming_days(series, 7, effect);

  EXPECT_NEAR(days.means[0], 100, 15);                  // Tuesday
  EXPECT_NEAR(days.means[3], 200, 25);                  // Friday
  EXPECT_NEAR(days.means[4], 100 * effect.factor, 10);  // the holiday
  EXPECT_EQ(days.means[5], 0);                          // Sunday
}

TEST(ComingDays, of_nothing_are_nothing) {
  DaySeries const empty{.first = day("2025-01-01"), .values = std::vector<double>(60, 0)};

  EXPECT_EQ(coming_days(empty, 5, {}).sum().mean, 0);
  EXPECT_EQ(coming_days({}, 5, {}).sum().deviation, 0);
}

TEST(SpreadOfSums, is_wider_where_days_err_together) {
  DaySeries wandering{.first = day("2025-01-01")};
  DaySeries jumping{.first = day("2025-01-01")};
  for (int i = 0; i < 200; ++i) {
    // A slow wave of two months against days that go up and down on their own.
    wandering.values.push_back(1'000 + (i / 30 % 2 == 0 ? 400 : -400) + i * 7'919 % 101);
    jumping.values.push_back(1'000 + i * 7'919 % 801);
  }
  EXPECT_GT(spread_of_sums(wandering, 14, {}), 1.3 * spread_of_sums(jumping, 14, {}));
}

}  // namespace
}  // namespace pb::analytics
