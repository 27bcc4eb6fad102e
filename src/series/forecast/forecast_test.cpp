#include "series/forecast/forecast.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace pb::series {
namespace {

constexpr auto kGap = std::numeric_limits<double>::quiet_NaN();
constexpr auto kInfinite = std::numeric_limits<double>::infinity();

auto seasonal_history(std::size_t count) -> std::vector<double> {
  std::vector<double> values;
  for (std::size_t at = 0; at < count; ++at) {
    auto const time = static_cast<double>(at);
    values.push_back((200 + time) * (1 + 0.3 * std::sin(time * 6.283185307179586 / 12)) +
                     static_cast<double>(at * 7919 % 13) - 6);
  }
  return values;
}

auto worst_error(std::vector<double> const& mean, std::vector<double> const& truth) -> double {
  double worst = 0;
  for (std::size_t step = 0; step < mean.size(); ++step)
    worst = std::max(worst, std::abs(mean[step] / truth[truth.size() - mean.size() + step] - 1));
  return worst;
}

void expect_sound(Forecast const& forecast, std::size_t horizon) {
  ASSERT_EQ(forecast.mean.size(), horizon);
  ASSERT_EQ(forecast.upper95.size(), horizon);
  for (std::size_t step = 0; step < horizon; ++step) {
    ASSERT_TRUE(std::isfinite(forecast.lower95[step]) && std::isfinite(forecast.upper95[step])) << step;
    ASSERT_LE(forecast.lower95[step], forecast.lower80[step]);
    ASSERT_LE(forecast.lower80[step], forecast.mean[step]);
    ASSERT_LE(forecast.mean[step], forecast.upper80[step]);
    ASSERT_LE(forecast.upper80[step], forecast.upper95[step]);
  }
}

TEST(Forecast, a_constant_history_is_continued) {
  for (auto const value : {7.0, 0.0, -3.0, 1e18}) {
    std::vector<double> const history(20, value);

    auto const result = forecast(history, {.season = 4, .horizon = 3});

    ASSERT_TRUE(result);
    EXPECT_EQ(result->mean, std::vector<double>(3, value));
    EXPECT_EQ(result->lower95, std::vector<double>(3, value));
  }
}

TEST(Forecast, growth_and_season_are_carried_on) {
  auto const values = seasonal_history(96);

  auto const result = forecast(std::span(values).first(78), {.season = 12, .horizon = 18});

  ASSERT_TRUE(result);
  EXPECT_LT(worst_error(result->mean, values), 0.10);
}

TEST(Forecast, a_scaled_history_has_the_scaled_forecast) {
  auto const values = seasonal_history(60);
  auto const expected = *forecast(values, {.season = 12, .horizon = 6});
  for (auto const factor : {0x1p-80, 0x1p60}) {
    auto scaled = values;
    for (auto& value : scaled) value *= factor;

    auto const result = forecast(scaled, {.season = 12, .horizon = 6});

    ASSERT_TRUE(result);
    for (std::size_t step = 0; step < 6; ++step) {
      EXPECT_NEAR(result->mean[step] / factor, expected.mean[step], 1e-9 * expected.mean[step]);
      EXPECT_NEAR(result->upper95[step] / factor, expected.upper95[step], 1e-9 * expected.upper95[step]);
    }
  }
}

TEST(Forecast, gaps_hardly_change_it) {
  auto const values = seasonal_history(96);
  std::vector<double> gappy(values.begin(), values.begin() + 84);
  for (auto const at : {0u, 7u, 30u, 31u, 32u, 55u}) gappy[at] = kGap;

  auto const result = forecast(gappy, {.season = 12, .horizon = 12});

  ASSERT_TRUE(result);
  EXPECT_LT(worst_error(result->mean, values), 0.12);
}

TEST(Forecast, a_gap_at_the_end_is_time_that_has_passed) {
  auto const values = seasonal_history(90);
  auto const known = std::span(values).first(80);
  std::vector<double> late(known.begin(), known.end());
  late.insert(late.end(), 4, kGap);

  auto const expected = *forecast(known, {.season = 12, .horizon = 10});
  auto const result = *forecast(late, {.season = 12, .horizon = 6});

  EXPECT_EQ(result.mean, std::vector<double>(expected.mean.begin() + 4, expected.mean.end()));
  EXPECT_EQ(result.upper95, std::vector<double>(expected.upper95.begin() + 4, expected.upper95.end()));
}

TEST(Forecast, what_was_never_negative_stays_so_unless_asked_otherwise) {
  std::vector<double> history;
  for (int at = 0; at < 30; ++at) history.push_back(std::max(0, 60 - 2 * at - at % 3));

  auto const floored = *forecast(history, {.horizon = 12});
  auto const free = *forecast(history, {.horizon = 12, .floor = Floor::none});

  EXPECT_GE(std::ranges::min(floored.lower95), 0);
  EXPECT_LT(std::ranges::min(free.lower95), 0);
}

TEST(Forecast, a_weekly_rhythm_of_hours_is_found_behind_the_daily_one) {
  std::vector<double> values;
  for (std::size_t hour = 0; hour < 24 * 40; ++hour) {
    auto const day = hour / 24 % 7;
    values.push_back((day < 5 ? 100.0 : 40.0) + (hour % 24 >= 8 && hour % 24 < 20 ? 50.0 : 0.0) +
                     static_cast<double>(hour * 7919 % 11));
  }

  auto const result = forecast(std::span(values).first(values.size() - 72), {.season = 24, .horizon = 72});

  ASSERT_TRUE(result);
  EXPECT_LT(worst_error(result->mean, values), 0.25);
}

TEST(Forecast, the_intervals_hold_what_they_promise) {
  constexpr auto kSeed = 20261125;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  std::normal_distribution<double> noise;
  int within80 = 0;
  int within95 = 0;
  int all = 0;
  for (int round = 0; round < 100; ++round) {
    std::vector<double> values;
    double level = 500;
    for (int at = 0; at < 48; ++at) {
      level += 4 * noise(random);
      values.push_back(level + 10 * noise(random));
    }
    auto const result = *forecast(std::span(values).first(40), {.season = 4, .horizon = 8});
    for (std::size_t step = 0; step < 8; ++step) {
      auto const truth = values[40 + step];
      within80 += truth >= result.lower80[step] && truth <= result.upper80[step] ? 1 : 0;
      within95 += truth >= result.lower95[step] && truth <= result.upper95[step] ? 1 : 0;
      ++all;
    }
  }
  EXPECT_GT(within80, all * 74 / 100);
  EXPECT_LT(within80, all * 92 / 100);
  EXPECT_GT(within95, all * 92 / 100);
  EXPECT_LT(within95, all);
}

TEST(Forecast, any_history_has_a_sound_forecast) {
  constexpr auto kSeed = 20261126;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> history(1 + random() % 60);
    auto const kind = random() % 6;
    auto const size = std::pow(10.0, static_cast<double>(random() % 220) - 120);
    for (auto& value : history) {
      auto const drawn = static_cast<double>(random() % 2001) / 1000 - 1;
      value = size * (kind == 0 ? drawn : std::abs(drawn));
      if (kind == 2 && random() % 3 != 0) value = 0;
      if (kind == 3 && random() % 4 == 0) value = kGap;
      if (kind == 4 && random() % 15 == 0) value *= 1e6;
      if (kind == 5) value = size * std::exp(40 * drawn);
    }
    if (std::ranges::all_of(history, [](double value) { return std::isnan(value); })) continue;
    for (auto& value : history) value = std::isnan(value) ? value : std::clamp(value, -1e100, 1e100);
    auto const horizon = 1 + random() % 30;

    auto const result = forecast(history, {.season = 1 + random() % 14, .horizon = horizon});

    ASSERT_TRUE(result) << round;
    ASSERT_NO_FATAL_FAILURE(expect_sound(*result, horizon)) << round;
  }
}

TEST(Forecast, one_value_is_repeated_with_much_doubt) {
  auto const result = *forecast(std::vector{50.0}, {.season = 12, .horizon = 2});

  EXPECT_EQ(result.mean, (std::vector{50.0, 50.0}));
  EXPECT_LT(result.lower80[0], 45);
  EXPECT_GT(result.upper95[1], result.upper95[0]);
}

TEST(Forecast, a_million_values_and_a_far_horizon_are_taken) {
  std::vector<double> history(1'000'000);
  for (std::size_t at = 0; at < history.size(); ++at) history[at] = static_cast<double>(at * 7919 % 101);

  auto const result = forecast(history, {.season = 1, .horizon = kForecastHorizonLimit});

  ASSERT_TRUE(result);
  expect_sound(*result, kForecastHorizonLimit);
}

TEST(Forecast, what_cannot_be_continued_is_refused) {
  EXPECT_EQ(forecast({}, {}).error(), ForecastError::history_empty);
  EXPECT_EQ(forecast(std::vector{kGap, kGap}, {}).error(), ForecastError::history_empty);
  EXPECT_EQ(forecast(std::vector{1.0, -kInfinite}, {}).error(), ForecastError::history_infinite);
  EXPECT_EQ(forecast(std::vector{1.0, 1e101}, {}).error(), ForecastError::history_too_large);
  EXPECT_EQ(forecast(std::vector{1.0}, {.season = 0}).error(), ForecastError::season_out_of_range);
  EXPECT_EQ(forecast(std::vector{1.0}, {.horizon = 0}).error(), ForecastError::horizon_out_of_range);
  std::vector<double> stale(kForecastHorizonLimit + 2, kGap);
  stale.front() = 1;
  EXPECT_EQ(forecast(stale, {}).error(), ForecastError::gap_too_long);
}

}  // namespace
}  // namespace pb::series
