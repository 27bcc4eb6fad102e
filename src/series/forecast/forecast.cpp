#include "series/forecast/forecast.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace pb::series {
namespace {

auto refusal(std::span<double const> history, ForecastOptions options) -> std::optional<ForecastError> {
  if (options.season == 0 || options.season > kForecastSeasonLimit) return ForecastError::season_out_of_range;
  if (options.horizon == 0 || options.horizon > kForecastHorizonLimit)
    return ForecastError::horizon_out_of_range;
  bool any = false;
  for (auto const value : history) {
    if (std::isnan(value)) continue;
    if (std::isinf(value)) return ForecastError::history_infinite;
    if (std::abs(value) > kForecastMagnitude) return ForecastError::history_too_large;
    any = true;
  }
  return any ? std::nullopt : std::optional(ForecastError::history_empty);
}

// Each gap as the observation a season before it, or the nearest one.
auto without_gaps(std::span<double const> history, std::size_t season) -> std::vector<double> {
  std::vector<double> values(history.begin(), history.end());
  auto const first = std::ranges::find_if(values, [](double value) { return !std::isnan(value); });
  std::fill(values.begin(), first, *first);
  for (std::size_t at = 1; at < values.size(); ++at) {
    if (std::isnan(values[at])) values[at] = at >= season ? values[at - season] : values[at - 1];
  }
  return values;
}

}  // namespace

auto in_words(ForecastError error) -> std::string_view {
  switch (error) {
    case ForecastError::history_empty:
      return "there is no value to continue";
    case ForecastError::history_infinite:
      return "a value is infinite";
    case ForecastError::history_too_large:
      return "a value is beyond 1e100";
    case ForecastError::season_out_of_range:
      return "the season is not between 1 and 10000";
    case ForecastError::horizon_out_of_range:
      return "the horizon is not between 1 and 10000";
  }
  std::unreachable();
}

auto forecast(std::span<double const> history, ForecastOptions options)
    -> std::expected<Forecast, ForecastError> {
  if (auto const refused = refusal(history, options)) return std::unexpected(*refused);
  auto const values = without_gaps(history, options.season);
  auto const lag = values.size() >= options.season ? options.season : 1;
  double squares = 0;
  for (std::size_t at = lag; at < values.size(); ++at) squares += std::pow(values[at] - values[at - lag], 2);
  auto const spread =
      values.size() > lag ? std::sqrt(squares / static_cast<double>(values.size() - lag)) : 0.0;
  bool const floored = options.floor == Floor::history && std::ranges::min(values) >= 0;
  auto const above = [&](double value) { return floored ? std::max(value, 0.0) : value; };
  Forecast result;
  for (std::size_t step = 0; step < options.horizon; ++step) {
    auto const mean = values[values.size() - lag + step % lag];
    auto const deviation = spread * std::sqrt(static_cast<double>(step / lag + 1));
    result.mean.push_back(mean);
    result.lower80.push_back(above(mean - 1.2816 * deviation));
    result.upper80.push_back(mean + 1.2816 * deviation);
    result.lower95.push_back(above(mean - 1.96 * deviation));
    result.upper95.push_back(mean + 1.96 * deviation);
  }
  return result;
}

}  // namespace pb::series
