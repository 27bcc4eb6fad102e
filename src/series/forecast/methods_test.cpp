// The single methods, on series of which the right answer is known.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "series/forecast/aggregate.h"
#include "series/forecast/autoregression.h"
#include "series/forecast/ets.h"
#include "series/forecast/history.h"
#include "series/forecast/minimum.h"
#include "series/forecast/theta.h"

namespace pb::series {
namespace {

auto line(std::size_t count, double slope) -> std::vector<double> {
  std::vector<double> values(count);
  for (std::size_t at = 0; at < count; ++at) values[at] = 1 + slope * static_cast<double>(at);
  return values;
}

TEST(Minimum, a_valley_is_walked_down_within_the_bounds) {
  auto const objective = [](std::span<double const> at) {
    return std::pow(at[0] - 3, 2) + std::pow(at[1] + 1, 2);
  };
  SearchSpace space{.start = {0, 0},
                    .lower = {-5, -5},
                    .upper = {5, 5},
                    .step = {0.5, 0.5},
                    .evaluations = 500,
                    .tolerance = 1e-12};

  auto const found = minimum(space, objective);
  EXPECT_NEAR(found[0], 3, 1e-3);
  EXPECT_NEAR(found[1], -1, 1e-3);

  space.upper = {2, 5};
  EXPECT_NEAR(minimum(space, objective)[0], 2, 1e-3);
}

TEST(Theta, a_line_is_continued_with_half_its_slope) {
  auto const values = line(40, 0.1);

  auto const mean = continue_theta(fit_theta(values), values, 5);

  for (std::size_t step = 1; step < 5; ++step) EXPECT_NEAR(mean[step] - mean[step - 1], 0.05, 1e-9);
}

TEST(Theta, the_dynamic_one_follows_a_line_further) {
  auto const values = line(40, 0.1);

  auto const mean = continue_dynamic_theta(fit_dynamic_theta(values), values, 5);

  EXPECT_NEAR(mean[0], 5.0, 0.05);
  EXPECT_GT(mean[4] - mean[0], 0.25);
  EXPECT_LT(mean[4] - mean[0], 0.45);
}

TEST(Ets, each_component_alone_is_recognised) {
  std::vector<double> rising;
  std::vector<double> seasonal;
  for (std::size_t at = 0; at < 60; ++at) {
    auto const jitter = static_cast<double>(at * 7919 % 17) / 17 - 0.5;
    rising.push_back(0.5 + 0.02 * static_cast<double>(at) + 0.01 * jitter);
    seasonal.push_back(1 + (at % 4 == 3 ? 0.4 : -0.1) + 0.05 * jitter);
  }

  auto const of_rising = fit_all_ets(rising, 4);
  auto const of_seasonal = fit_all_ets(seasonal, 4);

  ASSERT_FALSE(of_rising.empty() || of_seasonal.empty());
  EXPECT_NE(of_rising.front().form.trend, EtsTrend::none);
  EXPECT_EQ(of_rising.front().form.season, SeasonalForm::none);
  EXPECT_NE(of_seasonal.front().form.season, SeasonalForm::none);
  EXPECT_EQ(of_seasonal.front().form.trend, EtsTrend::none);
}

TEST(Ets, a_damped_trend_levels_off) {
  EtsModel const model{.form = {.trend = EtsTrend::damped}, .phi = 0.8, .level = 10, .slope = 1};

  auto const mean = continue_ets(model, {}, 200);

  EXPECT_DOUBLE_EQ(mean[0], 10.8);
  EXPECT_NEAR(mean[199], 10 + 0.8 / 0.2, 1e-9);
}

TEST(Ets, a_multiplicative_season_grows_with_the_level) {
  EtsModel const model{.form = {.error = EtsError::multiplicative,
                                .trend = EtsTrend::additive,
                                .season = SeasonalForm::multiplicative},
                       .level = 10,
                       .slope = 1,
                       .season = {0.5, 1.5}};

  EXPECT_EQ(continue_ets(model, {}, 3), (std::vector{5.5, 18.0, 6.5}));
}

TEST(Ets, negative_values_have_additive_models_only) {
  auto values = line(40, 0.1);
  for (auto& value : values) value -= 3;
  for (auto const& model : fit_all_ets(values, 4)) {
    EXPECT_EQ(model.form.error, EtsError::additive);
    EXPECT_NE(model.form.season, SeasonalForm::multiplicative);
  }
}

TEST(Ets, akaike_weights_are_shares_and_favour_the_best) {
  auto const models = fit_all_ets(line(30, 0.05), 1);

  auto const weights = akaike_weights(models);

  ASSERT_EQ(weights.size(), models.size());
  EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 1, 1e-12);
  EXPECT_EQ(std::ranges::max(weights), weights.front());
}

TEST(Autoregression, the_coefficient_that_made_a_series_is_found) {
  std::mt19937 random(11);
  std::normal_distribution<double> normal;
  std::vector<double> values{0};
  for (int at = 0; at < 600; ++at) values.push_back(0.6 * values.back() + normal(random));

  auto const model = fit_autoregression(values);

  ASSERT_EQ(model.of, Autoregression::Of::values);
  EXPECT_NEAR(model.coefficients.front(), 0.6, 0.12);
  EXPECT_LT(std::abs(continue_autoregression(model, values, 50).back()), 0.5);
}

TEST(Autoregression, nothing_explodes) {
  std::vector<double> values;
  for (int at = 0; at < 60; ++at) values.push_back(std::pow(1.2, at) / 1e4);

  auto const mean = continue_autoregression(fit_autoregression(values), values, 10'000);

  EXPECT_TRUE(std::isfinite(mean.back()));
  EXPECT_LT(mean.back(), 1e7 * values.back());
}

TEST(Aggregate, a_steady_level_is_kept_and_few_values_have_none) {
  std::vector<double> values;
  for (std::size_t at = 0; at < 61; ++at)
    values.push_back(1 + 0.1 * (static_cast<double>(at * 7919 % 11) / 5 - 1));

  auto const aggregates = fit_aggregates(values, 12);

  ASSERT_EQ(aggregates.size(), 4u);
  EXPECT_EQ(aggregates.back().size, 6u);
  for (auto const value : continue_aggregates(aggregates, values, 18)) EXPECT_NEAR(value, 1, 0.1);
  EXPECT_TRUE(fit_aggregates(std::span(values).first(15), 12).empty());
}

TEST(History, gaps_within_are_filled_and_those_at_the_ends_left_out) {
  constexpr auto kGap = std::numeric_limits<double>::quiet_NaN();

  auto const history = ready_history(std::vector{kGap, 2.0, kGap, 6.0, kGap, kGap}, 1);

  EXPECT_EQ(history.gap_at_end, 2u);
  EXPECT_EQ(history.least, 2);
  EXPECT_EQ(history.scale, 4);
  EXPECT_EQ(history.values, (std::vector{0.5, 1.0, 1.5}));
}

TEST(History, of_a_long_one_the_end_is_kept_and_of_days_five_weeks) {
  auto const values = line(10'000, 1);

  EXPECT_EQ(ready_history(values, 12).values.size(), 1'500u);
  EXPECT_EQ(ready_history(values, 500).values.size(), 3'000u);
  auto const days = ready_history(values, 96);
  EXPECT_EQ(days.values.size(), 35u * 96);
  EXPECT_DOUBLE_EQ(days.values.back() * days.scale, values.back());
}

}  // namespace
}  // namespace pb::series
