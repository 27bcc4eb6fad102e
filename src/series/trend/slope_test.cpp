#include "series/trend/slope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace pb::series::trend {
namespace {

using Values = std::vector<double>;
double const kGap = std::nan("");

// A first-order autoregression around a line.
auto noisy_line(std::mt19937_64& random, std::size_t n, double per_step, double rho) -> Values {
  std::normal_distribution<double> normal;
  Values values;
  double noise = normal(random) / std::sqrt(1 - rho * rho);
  for (std::size_t i = 0; i < n; ++i) {
    values.push_back(per_step * static_cast<double>(i) + noise);
    noise = rho * noise + normal(random);
  }
  return values;
}

bool holds(std::optional<Slope> const& slope, double truth) {
  return slope && slope->interval && slope->interval->low <= truth && truth <= slope->interval->high;
}

TEST(Slope, of_a_straight_line_is_exact_and_sure) {
  auto const slope = slope_of(Values{1, 3, 5, 7, 9, 11, 13, 15, 17, 19}, 1);

  EXPECT_DOUBLE_EQ(slope->per_step, 2);
  ASSERT_TRUE(slope->interval);
  EXPECT_DOUBLE_EQ(slope->interval->low, 2);
  EXPECT_DOUBLE_EQ(slope->interval->high, 2);
  EXPECT_LT(slope->p_value, 0.001);
}

TEST(Slope, is_the_published_one_of_sens_example) {
  // Sen 1968, section 6: x = 1, 2, 3, 4, 10, 12, 18; y = 9, 15, 19, 20, 45, 55, 78; slope 4.0, its 93 %
  // interval from 26/7 to 35/8. Gaps stand for the steps between.
  Values values(19, kGap);
  std::vector<std::pair<std::size_t, double>> const points{{1, 9},   {2, 15},  {3, 19}, {4, 20},
                                                           {10, 45}, {12, 55}, {18, 78}};
  for (auto const& [x, y] : points) values[x] = y;

  auto const slope = slope_of(values, 1, 0.93);

  EXPECT_DOUBLE_EQ(slope->per_step, 4.0);
  ASSERT_TRUE(slope->interval);
  EXPECT_NEAR(slope->interval->low, 26.0 / 7, 1e-12);
  EXPECT_NEAR(slope->interval->high, 35.0 / 8, 1e-12);
}

TEST(Slope, of_wild_days_is_that_of_the_others) {
  Values values;
  for (int i = 0; i < 60; ++i) values.push_back(i % 9 == 4 ? 1e6 : 3.0 * i);

  EXPECT_NEAR(slope_of(values, 1)->per_step, 3, 0.2);
}

TEST(Slope, of_what_stands_still_is_nothing) {
  auto const slope = slope_of(Values(20, 0.0), 7);

  EXPECT_EQ(slope->per_step, 0);
  EXPECT_EQ(slope->interval->low, 0);
  EXPECT_EQ(slope->interval->high, 0);
  EXPECT_EQ(slope->p_value, 1);
}

TEST(Slope, needs_two_values_that_can_be_compared) {
  EXPECT_FALSE(slope_of(Values{}, 1));
  EXPECT_FALSE(slope_of(Values{1, kGap}, 1));
  EXPECT_FALSE(slope_of(Values{1, 2, 3}, 3));
  EXPECT_TRUE(slope_of(Values{1, 2, 3, 4}, 3));
}

TEST(Slope, has_no_interval_where_the_history_is_too_short_to_bound_it) {
  EXPECT_FALSE(slope_of(Values{1, 3, 2}, 1)->interval);
}

TEST(Slope, of_a_season_is_not_bent_by_where_the_history_ends) {
  Values values;  // three and a half cycles of a strong season, level 0: the last half cycle is high
  for (int i = 0; i < 42; ++i) values.push_back(i % 12 < 6 ? 100 : 0);

  EXPECT_EQ(slope_of(values, 12)->per_step, 0);
}

TEST(Slope, interval_holds_the_truth_as_often_as_it_says) {
  constexpr int kTrials = 400;
  auto const seed = 20'261;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  int independent = 0;
  int following = 0;
  int seasonal = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    independent += holds(slope_of(noisy_line(random, 40, 0.1, 0), 1), 0.1);
    following += holds(slope_of(noisy_line(random, 60, 0.1, 0.5), 1), 0.1);
    seasonal += holds(slope_of(noisy_line(random, 84, 0.1, 0.3), 7), 0.1);
  }
  EXPECT_NEAR(independent, 0.95 * kTrials, 0.03 * kTrials);
  // Without the widening for autocorrelation this is about 0.77.
  EXPECT_NEAR(following, 0.93 * kTrials, 0.04 * kTrials);
  EXPECT_NEAR(seasonal, 0.94 * kTrials, 0.05 * kTrials);
}

TEST(FirstAutocorrelation, is_found_without_its_bias) {
  std::mt19937_64 random(7);
  double mean = 0;
  for (int trial = 0; trial < 200; ++trial)
    mean += first_autocorrelation(noisy_line(random, 50, 0, 0.5)) / 200;
  EXPECT_NEAR(mean, 0.5, 0.05);
}

}  // namespace
}  // namespace pb::series::trend
