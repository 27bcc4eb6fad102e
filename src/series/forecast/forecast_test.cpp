#include "series/forecast/forecast.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace pb::series {
namespace {

TEST(Forecast, a_constant_history_is_continued) {
  std::vector<double> const history(20, 7.0);

  auto const result = forecast(history, {.season = 4, .horizon = 3});

  ASSERT_TRUE(result);
  EXPECT_EQ(result->mean, std::vector<double>(3, 7.0));
  EXPECT_EQ(result->lower95, std::vector<double>(3, 7.0));
}

TEST(Forecast, what_cannot_be_continued_is_refused) {
  constexpr auto kGap = std::numeric_limits<double>::quiet_NaN();
  constexpr auto kInfinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(forecast({}, {}).error(), ForecastError::history_empty);
  EXPECT_EQ(forecast(std::vector{kGap, kGap}, {}).error(), ForecastError::history_empty);
  EXPECT_EQ(forecast(std::vector{1.0, -kInfinite}, {}).error(), ForecastError::history_infinite);
  EXPECT_EQ(forecast(std::vector{1.0, 1e101}, {}).error(), ForecastError::history_too_large);
  EXPECT_EQ(forecast(std::vector{1.0}, {.season = 0}).error(), ForecastError::season_out_of_range);
  EXPECT_EQ(forecast(std::vector{1.0}, {.horizon = 0}).error(), ForecastError::horizon_out_of_range);
}

}  // namespace
}  // namespace pb::series
