#include "series/trend/trend.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

#include "series/trend/decompose.h"
#include "series/trend/streak.h"

namespace pb::series {
namespace {

using Values = std::vector<double>;
using trend::Side;
using trend::streak_of;
double const kGap = std::nan("");

TEST(Trend, of_a_constant_history_is_flat) {
  for (double const level : {0.0, 5.0, -3e17}) {
    for (std::size_t const count : {1U, 2U, 5U, 40U}) {
      auto const found = trend_of(Values(count, level), 7);

      ASSERT_TRUE(found);
      EXPECT_NEAR(found->level, level, std::abs(level) * 1e-12);
      EXPECT_EQ(found->slope.per_step, 0);
      EXPECT_EQ(found->season_strength, 0);
      EXPECT_TRUE(found->changes.empty());
      EXPECT_EQ(found->known, count);
    }
  }
}

TEST(Trend, refuses_nothing_and_infinities) {
  EXPECT_EQ(trend_of(Values{}, 1).error().problem, TrendProblem::no_values);
  EXPECT_EQ(trend_of(Values(9, kGap), 7).error().problem, TrendProblem::no_values);
  auto const infinite = trend_of(Values{1, 2, std::numeric_limits<double>::infinity()}, 1);
  EXPECT_EQ(infinite.error().problem, TrendProblem::not_finite);
  EXPECT_EQ(infinite.error().at, 2U);
}

TEST(Trend, takes_values_near_the_end_of_doubles) {
  Values values;
  for (int i = 0; i < 40; ++i) values.push_back((i % 2 == 0 ? 1 : -1) * 1e308);
  auto const found = trend_of(values, 2);

  ASSERT_TRUE(found);
  EXPECT_TRUE(std::isfinite(found->level));
  EXPECT_GT(found->season_strength, 0.99);
}

TEST(Trend, tells_a_strong_week_from_noise) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  Values weekly;
  Values noise;
  for (int day = 0; day < 56; ++day) {
    weekly.push_back((day % 7 == 5 ? 50 : 100) + 3 * normal(random));
    noise.push_back(100 + 3 * normal(random));
  }
  EXPECT_GT(trend_of(weekly, 7)->season_strength, 0.9);
  EXPECT_LT(trend_of(noise, 7)->season_strength, 0.35);
}

TEST(Trend, chance_in_two_cycles_is_not_called_a_season) {
  std::mt19937_64 random(12);
  std::normal_distribution<double> normal;
  double mean = 0;
  for (int trial = 0; trial < 50; ++trial) {
    Values values;
    for (int i = 0; i < 25; ++i) values.push_back(normal(random));
    mean += trend_of(values, 12)->season_strength / 50;
  }
  EXPECT_LT(mean, 0.4);  // about 0.6 without degrees of freedom
}

TEST(Trend, level_is_where_it_stands_now_whatever_the_weekday) {
  Values values;
  for (int day = 0; day < 60; ++day)
    values.push_back(1'000 + 10 * day + (day % 7 < 5 ? 40 : -100) + day * 7'919 % 13);
  for (auto const gap : {3U, 17U, 18U, 44U}) values[gap] = kGap;
  values[30] = 1e7;  // one wild day

  auto const found = trend_of(values, 7);
  EXPECT_NEAR(found->level, 1'596, 5);
  EXPECT_NEAR(found->slope.per_step, 10, 0.3);
  EXPECT_TRUE(found->changes.empty());
}

TEST(Trend, sees_that_the_level_moved_although_the_week_is_louder) {
  std::mt19937_64 random(13);
  std::normal_distribution<double> normal;
  Values values;
  for (int day = 0; day < 90; ++day)
    values.push_back((day < 55 ? 500 : 430) + (day % 7 < 5 ? 0 : -200) + 12 * normal(random));

  auto const found = trend_of(values, 7);
  ASSERT_EQ(found->changes.size(), 1U);
  EXPECT_NEAR(static_cast<double>(found->changes.front().first), 55, 2);
  EXPECT_NEAR(found->changes.front().after - found->changes.front().before, -70, 12);
}

TEST(Trend, counts_changes_in_the_history_given_also_where_it_is_long) {
  Values values(kTrendValues + 500, 10.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] += static_cast<double>(i * 7919 % 13) / 13;
    if (i >= 1'200) values[i] += 20;
  }
  auto const found = trend_of(values, 1);

  ASSERT_EQ(found->changes.size(), 1U);
  EXPECT_EQ(found->changes.front().first, 1'200U);
}

TEST(Trend, grows_and_moves_with_the_series) {
  auto const seed = 77;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 20; ++trial) {
    Values values;
    Values other;
    for (int i = 0; i < 50; ++i) {
      values.push_back(random() % 10 == 0 ? kGap : i * 0.3 + normal(random));
      other.push_back(8 * values.back() + 1'024);
    }
    auto const a = trend_of(values, 7);
    auto const b = trend_of(other, 7);
    EXPECT_NEAR(b->level, 8 * a->level + 1'024, 1e-6);
    EXPECT_NEAR(b->slope.per_step, 8 * a->slope.per_step, 1e-9);
    EXPECT_NEAR(b->season_strength, a->season_strength, 1e-9);
    EXPECT_EQ(b->changes.size(), a->changes.size());
  }
}

TEST(Parts, add_up_to_the_series) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  Values values;
  for (int i = 0; i < 80; ++i)
    values.push_back(i % 11 == 3 ? kGap : 5 * std::sin(i * std::numbers::pi / 6) + normal(random));

  auto const parts = trend::decompose(values, 12);
  double season = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i < 12) season += parts.seasonal[i];
    EXPECT_DOUBLE_EQ(parts.seasonal[i], parts.seasonal[i % 12]);
    if (std::isnan(values[i])) {
      EXPECT_TRUE(std::isnan(parts.rest[i]));
    } else {
      EXPECT_NEAR(parts.level[i] + parts.seasonal[i] + parts.rest[i], values[i], 1e-9);
    }
  }
  EXPECT_NEAR(season, 0, 1e-9);
}

TEST(Parts, know_the_level_across_a_long_gap) {
  Values values(100, kGap);
  for (std::size_t i = 0; i < 10; ++i) values[i] = values[90 + i] = 4;

  auto const parts = trend::decompose(values, 7);
  EXPECT_NEAR(parts.level[50], 4, 1e-9);
}

TEST(Streak, counts_the_newest_values_on_one_side) {
  auto const streak = streak_of(Values{0.9, 0.8, 0.7, 0.9, 0.9, 1.1, 0.9, 0.8, 0.7, 0.99}, 1);

  EXPECT_EQ(streak.side, Side::below);
  EXPECT_EQ(streak.length, 4U);
  EXPECT_EQ(streak.longest, 5U);
}

TEST(Streak, on_plan_is_not_below_it) {
  EXPECT_EQ(streak_of(Values{0.5, 1.0, 1.2}, 1).side, Side::at_or_above);
  EXPECT_EQ(streak_of(Values{0.5, 1.0, 1.2}, 1).length, 2U);
}

TEST(Streak, steps_over_what_has_not_come_yet_and_ends_at_what_nobody_knows) {
  EXPECT_EQ(streak_of(Values{-1, -1, kGap}, 0).length, 2U);
  EXPECT_EQ(streak_of(Values{-1, kGap, -1}, 0).length, 1U);
  EXPECT_EQ(streak_of(Values{kGap, kGap}, 0).length, 0U);
  EXPECT_EQ(streak_of(Values{}, 0).length, 0U);
}

}  // namespace
}  // namespace pb::series
