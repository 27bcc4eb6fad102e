#include "series/trend/trend.h"

#include <algorithm>
#include <cmath>

#include "series/trend/decompose.h"
#include "series/trend/order.h"

namespace pb::series {

using namespace trend;

auto trend_of(std::span<double const> history, std::size_t season) -> std::expected<Trend, TrendError> {
  auto const infinite = std::ranges::find_if(history, [](double value) { return std::isinf(value); });
  if (infinite != history.end()) {
    return std::unexpected(TrendError{.problem = TrendProblem::not_finite,
                                      .at = static_cast<std::size_t>(infinite - history.begin())});
  }
  auto const skipped = history.size() > kTrendValues ? history.size() - kTrendValues : 0;
  auto const recent = history.subspan(skipped);
  auto const known = without_gaps(recent);
  if (known.empty()) return std::unexpected(TrendError{});

  // Sums of squares of values near the end of a double's range would not be finite.
  double largest = 0;
  for (auto const value : known) largest = std::max(largest, std::abs(value));
  auto const unit = largest > 0 ? largest : 1;
  std::vector<double> values;
  for (auto const value : recent) values.push_back(value / unit);

  auto const parts = decompose(values, season);
  Trend trend{.season_strength = season_strength(parts), .known = known.size()};
  std::vector<double> adjusted(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) adjusted[i] = values[i] - parts.seasonal[i];
  auto last = values.size() - 1;
  while (std::isnan(values[last])) --last;
  trend.level = parts.level[last] * unit;
  if (auto slope = slope_of(values, parts.season)) {
    slope->per_step *= unit;
    if (slope->interval) slope->interval = {slope->interval->low * unit, slope->interval->high * unit};
    trend.slope = *slope;
  }
  trend.changes = change_points(adjusted);
  for (auto& change : trend.changes)
    change = {change.first + skipped, change.before * unit, change.after * unit};
  return trend;
}

}  // namespace pb::series
