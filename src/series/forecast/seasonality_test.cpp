#include "series/forecast/seasonality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace pb::series {
namespace {

auto quarters(std::size_t count, SeasonalForm form) -> std::vector<double> {
  std::vector<double> const ratios{0.8, 1.1, 1.3, 0.8};
  std::vector<double> values;
  for (std::size_t at = 0; at < count; ++at) {
    auto const level = 10 + 0.5 * static_cast<double>(at);
    values.push_back(form == SeasonalForm::multiplicative ? level * ratios[at % 4]
                                                          : level + ratios[at % 4] - 1);
  }
  return values;
}

auto noise(std::size_t count, unsigned seed) -> std::vector<double> {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> values(count);
  for (auto& value : values) value = 10 + normal(random);
  return values;
}

TEST(Seasonality, a_regular_season_is_seen_and_noise_seldom_taken_for_one) {
  EXPECT_TRUE(is_seasonal(quarters(24, SeasonalForm::multiplicative), 4));
  int seen = 0;
  for (unsigned seed = 0; seed < 200; ++seed) seen += is_seasonal(noise(40, seed), 4) ? 1 : 0;
  EXPECT_LT(seen, 40);  // the test's level is 10 %
}

TEST(Seasonality, nothing_is_seasonal_below_two_seasons_or_without_change) {
  EXPECT_FALSE(is_seasonal(quarters(8, SeasonalForm::multiplicative), 4));
  EXPECT_FALSE(is_seasonal(std::vector<double>(40, 3.0), 4));
  EXPECT_FALSE(is_seasonal(quarters(40, SeasonalForm::multiplicative), 1));
}

TEST(Seasonality, the_pattern_of_a_growing_series_is_found) {
  auto const ratios =
      seasonal_pattern(quarters(40, SeasonalForm::multiplicative), 4, SeasonalForm::multiplicative);
  ASSERT_EQ(ratios.indices.size(), 4u);
  EXPECT_NEAR(ratios.indices[0], 0.8, 0.01);
  EXPECT_NEAR(ratios.indices[2], 1.3, 0.01);

  auto const sums = seasonal_pattern(quarters(40, SeasonalForm::additive), 4, SeasonalForm::additive);
  ASSERT_EQ(sums.indices.size(), 4u);
  EXPECT_NEAR(sums.indices[0], -0.2, 1e-9);
  EXPECT_NEAR(sums.indices[2], 0.3, 1e-9);
}

TEST(Seasonality, an_odd_season_has_its_pattern_too) {
  std::vector<double> values;
  for (std::size_t at = 0; at < 21; ++at) values.push_back(at % 3 == 1 ? 16.0 : 10.0);

  auto const pattern = seasonal_pattern(values, 3, SeasonalForm::additive);

  ASSERT_EQ(pattern.indices.size(), 3u);
  EXPECT_NEAR(pattern.indices[1], 4, 1e-9);
}

TEST(Seasonality, indices_that_are_noise_are_shrunk) {
  auto const values = noise(72, 7);
  auto const pattern = seasonal_pattern(values, 12, SeasonalForm::additive);
  double size = 0;
  for (auto const index : pattern.indices) size += std::abs(index) / 12;

  EXPECT_LT(size, 0.2);  // unshrunk about 0.36, as each is the mean of five draws
}

TEST(Seasonality, what_is_taken_out_can_be_put_back) {
  for (auto const form : {SeasonalForm::multiplicative, SeasonalForm::additive}) {
    auto const values = quarters(30, form);
    auto const pattern = seasonal_pattern(values, 4, form);

    auto back = without_season(values, pattern);
    with_season(back, pattern, 0);

    for (std::size_t at = 0; at < values.size(); ++at) EXPECT_NEAR(back[at], values[at], 1e-12);
  }
}

}  // namespace
}  // namespace pb::series
