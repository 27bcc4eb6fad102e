#include "analytics/outlook/recent.h"

#include <gmock/gmock.h>

#include <cmath>

namespace pb::analytics {
namespace {

using series::trend::Side;

// `weeks` whole weeks up to a Sunday; Sundays free, a little noise; a level for each day.
template <class Level>
auto days_of(int weeks, Level level) -> DaySeries {
  DaySeries days{.first = *parse_day("2026-01-12")};  // a Monday
  for (int i = 0; i < 7 * weeks; ++i) days.values.push_back(i % 7 == 6 ? 0 : level(i) + i * 7'919 % 13);
  return days;
}

TEST(Recent, knows_the_last_two_weeks_and_what_is_usual_today) {
  auto const days = days_of(10, [](int i) { return i % 7 == 0 ? 5'000 : 1'000; });
  auto const recent = recent_of(days, {}, "");

  ASSERT_EQ(recent.days.size(), kDaysDrawn);
  EXPECT_EQ(recent.days.back(), 0);                                  // a Sunday
  EXPECT_NEAR(static_cast<double>(recent.usual.value()), 5'006, 7);  // today is a Monday
  EXPECT_FALSE(recent.weekly_change);
  EXPECT_FALSE(recent.change);
}

TEST(Recent, days_without_plans_are_not_usual) {
  EXPECT_FALSE(recent_of(days_of(0, [](int) { return 1; }), {}, "").usual);
  DaySeries days{.first = Day{20'000}, .values = std::vector<double>(28, 0)};
  days.values[7] = 300;
  days.values[14] = 500;
  EXPECT_EQ(recent_of(days, {}, "").usual, 400);
}

TEST(Recent, tells_how_fast_plans_grow_where_it_is_sure) {
  auto const recent = recent_of(days_of(13, [](int i) { return 1'000 + 10 * i; }), {}, "");

  ASSERT_TRUE(recent.weekly_change);
  EXPECT_NEAR(*recent.weekly_change, 0.037, 0.008);
  EXPECT_FALSE(recent.change);
}

TEST(Recent, tells_since_when_the_level_is_another_one) {
  auto const recent = recent_of(days_of(13, [](int i) { return i < 49 ? 1'000 : 700; }), {}, "");

  ASSERT_TRUE(recent.change);
  EXPECT_NEAR(recent.change->since - *parse_day("2026-01-12"), 49, 2);
  EXPECT_GT(recent.change->before, recent.change->after);
}

TEST(Recent, tells_no_trend_of_few_days) {
  auto const recent = recent_of(days_of(3, [](int i) { return 1'000 + 10 * i; }), {}, "");

  EXPECT_FALSE(recent.weekly_change);
  EXPECT_FALSE(recent.change);
}

TEST(Recent, counts_months_below_the_plan) {
  auto const recent = recent_of({}, {1.1, 0.9, 0.8, 0.95, std::nan("")}, "");

  EXPECT_EQ(recent.months.side, Side::below);
  EXPECT_EQ(recent.months.length, 3U);
}

}  // namespace
}  // namespace pb::analytics
