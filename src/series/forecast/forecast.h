#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string_view>
#include <vector>

namespace pb::series {

// How far below the history a forecast may go.
enum class Floor : std::uint8_t {
  history,  // a history without negative values is never continued below zero
  none,
};

struct ForecastOptions {
  std::size_t season = 1;   // observations in a season (12: months of a year, 7: days of a week); 1: none
  std::size_t horizon = 1;  // how many values to forecast
  Floor floor = Floor::history;
};

// What comes next, one value for each step ahead; every vector has `horizon` elements, all finite, and at
// each step lower95 <= lower80 <= mean <= upper80 <= upper95.
struct Forecast {
  std::vector<double> mean{};
  std::vector<double> lower80{};
  std::vector<double> upper80{};
  std::vector<double> lower95{};
  std::vector<double> upper95{};
};

enum class ForecastError : std::uint8_t {
  history_empty,        // or nothing but gaps
  history_infinite,     // an infinity is no observation
  history_too_large,    // an observation beyond kForecastMagnitude
  gap_too_long,         // more than the horizon's limit of steps without an observation at the end
  season_out_of_range,  // 0, or above kForecastSeasonLimit
  horizon_out_of_range  // 0, or above kForecastHorizonLimit
};

inline constexpr std::size_t kForecastSeasonLimit = 10'000;
inline constexpr std::size_t kForecastHorizonLimit = 10'000;
inline constexpr double kForecastMagnitude = 1e100;

// "the history is empty".
auto in_words(ForecastError error) -> std::string_view;

// Forecasts one series from its observations in order of time, evenly spaced; NaN is a gap (nobody measured
// then). The same history gives the same forecast. Thread-safe. docs/forecast.md says how it is made.
auto forecast(std::span<double const> observations, ForecastOptions options)
    -> std::expected<Forecast, ForecastError>;

}  // namespace pb::series
