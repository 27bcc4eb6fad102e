#include "series/forecast/history.h"

#include <algorithm>
#include <cmath>

#include "series/forecast/seasonality.h"

namespace pb::series {
namespace {

constexpr std::size_t kObservationsKept = 1'500;
constexpr std::size_t kSeasonsKept = 6;
// A season that is a day of hours or parts of them: five weeks, so that the rhythm of the week can be found.
constexpr std::size_t kHoursOfDay = 24;
constexpr std::size_t kDaysKept = 35;

// Straight lines over the gaps. Neither end is a gap.
void interpolate(std::vector<double>& values, std::vector<std::size_t> const& gaps) {
  for (std::size_t index = 0; index < gaps.size();) {
    auto end = index;
    while (end + 1 < gaps.size() && gaps[end + 1] == gaps[end] + 1) ++end;
    auto const before = gaps[index] - 1;
    auto const after = gaps[end] + 1;
    auto const steps = static_cast<double>(after - before);
    for (; index <= end; ++index) {
      auto const part = static_cast<double>(gaps[index] - before) / steps;
      values[gaps[index]] = values[before] + part * (values[after] - values[before]);
    }
  }
}

void fill_gaps(std::vector<double>& values, std::size_t season) {
  std::vector<std::size_t> gaps;
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (std::isnan(values[at])) gaps.push_back(at);
  }
  if (gaps.empty()) return;
  interpolate(values, gaps);
  // The second time with the season known from the first; the first one flattens it a little.
  for (int round = 0; round < 2 && is_seasonal(values, season); ++round) {
    auto const pattern = seasonal_pattern(values, season, SeasonalForm::additive);
    auto adjusted = without_season(values, pattern);
    interpolate(adjusted, gaps);
    with_season(adjusted, pattern, 0);
    for (auto const at : gaps) values[at] = adjusted[at];
  }
}

}  // namespace

auto ready_history(std::span<double const> observations, std::size_t season) -> History {
  constexpr auto kKnown = [](double value) { return !std::isnan(value); };
  auto const first = std::ranges::find_if(observations, kKnown);
  auto const last = std::find_if(observations.rbegin(), observations.rend(), kKnown).base();
  History history;
  history.gap_at_end = static_cast<std::size_t>(observations.end() - last);
  history.values.assign(first, last);
  auto& values = history.values;
  auto const seasons = season % kHoursOfDay == 0 ? kDaysKept : kSeasonsKept;
  auto const most = std::max(kObservationsKept, seasons * season);
  if (values.size() > most) {
    auto const cut = std::find_if(values.end() - static_cast<std::ptrdiff_t>(most), values.end(), kKnown);
    values.erase(values.begin(), cut);
  }
  history.least = values.front();
  double largest = 0;
  double sum = 0;
  double count = 0;
  for (auto const value : values) {
    if (std::isnan(value)) continue;
    history.least = std::min(history.least, value);
    largest = std::max(largest, std::abs(value));
    sum += std::abs(value);
    count += 1;
  }
  if (largest > 0) history.scale = std::max(sum / count, largest * 1e-3);
  for (auto& value : values) value /= history.scale;
  fill_gaps(values, season);
  if (history.least >= 0) {
    for (auto& value : values) value = std::max(value, 0.0);
  }
  return history;
}

}  // namespace pb::series
