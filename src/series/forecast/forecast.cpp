#include "series/forecast/forecast.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "series/forecast/history.h"
#include "series/forecast/spread.h"

namespace pb::series {
namespace {

constexpr std::size_t kValuesForExperts = 5;
constexpr std::size_t kHoursOfDay = 24;
constexpr std::size_t kDaysOfWeek = 7;
constexpr std::size_t kWeeksKnown = 3;

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

struct Judged {
  Panel panel;
  std::size_t season;
  std::vector<Origin> origins;
  Weights weights;
};

auto judge(std::span<double const> values, std::size_t season, std::size_t horizon) -> Judged {
  Panel panel(values, season);
  auto origins = rolling_origins(panel, values, season, horizon);
  auto const weights = weights_of(origins, values, horizon);
  return {.panel = std::move(panel), .season = season, .origins = std::move(origins), .weights = weights};
}

// The experts of the season asked for; or of the week, where the season is a day and the week did better at
// the origins.
auto best_judged(std::span<double const> values, std::size_t season, std::size_t horizon) -> Judged {
  auto judged = judge(values, season, horizon);
  auto const week = kDaysOfWeek * season;
  if (season % kHoursOfDay != 0 || values.size() < kWeeksKnown * week) return judged;
  auto weekly = judge(values, week, horizon);
  // Both at the same moments: those that are left when two weeks have to be known.
  std::erase_if(judged.origins, [&](Origin const& origin) { return origin.at < 2 * week; });
  bool const better =
      error_of(weekly.origins, values, weekly.weights) < error_of(judged.origins, values, judged.weights);
  return better ? std::move(weekly) : std::move(judged);
}

auto continue_last(std::span<double const> values, std::size_t season, std::size_t horizon)
    -> std::vector<double> {
  auto const lag = season > 1 && values.size() >= season ? season : 1;
  std::vector<double> mean(horizon);
  for (std::size_t step = 0; step < horizon; ++step) mean[step] = values[values.size() - lag + step % lag];
  return mean;
}

// Of a ready history; in its scale.
struct Continued {
  std::vector<double> mean;
  Spread spread;
};

auto continued(std::span<double const> values, std::size_t season, std::size_t horizon) -> Continued {
  auto const [least, most] = std::ranges::minmax(values);
  if (values.size() > 1 && most - least <= 1e-12) {
    std::vector<double> const none(horizon, 0.0);
    return {.mean = std::vector<double>(horizon, values.back()), .spread = {.half80 = none, .half95 = none}};
  }
  if (values.size() < kValuesForExperts)
    return {.mean = continue_last(values, season, horizon), .spread = spread_of_few(values, horizon)};
  auto const judged = best_judged(values, season, horizon);
  return {.mean = combined(judged.panel.continued(values, horizon), judged.weights),
          .spread = spread_of(judged.origins, values, judged.weights, judged.season, horizon)};
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
    case ForecastError::gap_too_long:
      return "the last value lies too many steps back";
    case ForecastError::season_out_of_range:
      return "the season is not between 1 and 10000";
    case ForecastError::horizon_out_of_range:
      return "the horizon is not between 1 and 10000";
  }
  std::unreachable();
}

auto forecast(std::span<double const> observations, ForecastOptions options)
    -> std::expected<Forecast, ForecastError> {
  if (auto const refused = refusal(observations, options)) return std::unexpected(*refused);
  auto const history = ready_history(observations, options.season);
  auto const steps = history.gap_at_end + options.horizon;
  if (history.gap_at_end > kForecastHorizonLimit) return std::unexpected(ForecastError::gap_too_long);
  auto const next = continued(history.values, options.season, steps);
  bool const floored = options.floor == Floor::history && history.least >= 0;
  auto const value = [&](double scaled) {
    return (floored ? std::max(scaled, 0.0) : scaled) * history.scale;
  };
  Forecast result;
  for (auto step = history.gap_at_end; step < steps; ++step) {
    auto const mean = next.mean[step];
    result.mean.push_back(value(mean));
    result.lower80.push_back(value(mean - next.spread.half80[step]));
    result.upper80.push_back(value(mean + next.spread.half80[step]));
    result.lower95.push_back(value(mean - next.spread.half95[step]));
    result.upper95.push_back(value(mean + next.spread.half95[step]));
  }
  return result;
}

}  // namespace pb::series
