#include "series/forecast/seasonality.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pb::series {
namespace {

constexpr double kSignificance = 1.645;  // 90 %, two-sided
constexpr double kIndexFloor = 0.01;     // a smaller ratio would blow up what is divided by it

// The trend as a moving average over one season, centred: an even season takes half of each end. The first
// average stands at observation season / 2.
auto centred_averages(std::span<double const> values, std::size_t season) -> std::vector<double> {
  auto const half = season / 2;
  std::vector<double> sums(values.size() + 1, 0.0);
  std::partial_sum(values.begin(), values.end(), sums.begin() + 1);
  std::vector<double> averages;
  for (auto at = half; at + half < values.size(); ++at) {
    auto const whole = sums[at + half + 1] - sums[at - half];
    auto const ends = season % 2 == 0 ? (values[at - half] + values[at + half]) / 2 : 0.0;
    averages.push_back((whole - ends) / static_cast<double>(season));
  }
  return averages;
}

}  // namespace

bool is_seasonal(std::span<double const> values, std::size_t season) {
  if (season < 2 || values.size() < 2 * season + 1) return false;
  auto const count = static_cast<double>(values.size());
  auto const mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double variance = 0;
  for (auto const value : values) variance += (value - mean) * (value - mean);
  if (variance <= 0) return false;
  auto const correlation = [&](std::size_t lag) {
    double sum = 0;
    for (auto at = lag; at < values.size(); ++at) sum += (values[at] - mean) * (values[at - lag] - mean);
    return sum / variance;
  };
  double squares = 0;
  for (std::size_t lag = 1; lag < season; ++lag) squares += std::pow(correlation(lag), 2);
  return std::abs(correlation(season)) > kSignificance * std::sqrt((1 + 2 * squares) / count);
}

auto seasonal_pattern(std::span<double const> values, std::size_t season, SeasonalForm form)
    -> SeasonalPattern {
  if (form == SeasonalForm::none || season < 2 || values.size() < 2 * season) return {};
  bool const ratios = form == SeasonalForm::multiplicative;
  auto const averages = centred_averages(values, season);
  std::vector<double> sums(season, 0.0);
  std::vector<double> counts(season, 0.0);
  for (std::size_t index = 0; index < averages.size(); ++index) {
    auto const at = index + season / 2;
    if (ratios && averages[index] <= 0) return {};
    sums[at % season] += ratios ? values[at] / averages[index] : values[at] - averages[index];
    counts[at % season] += 1;
  }
  double mean = 0;
  for (std::size_t place = 0; place < season; ++place) {
    if (counts[place] <= 0) return {};
    sums[place] /= counts[place];
    mean += sums[place] / static_cast<double>(season);
  }
  for (auto& index : sums) index = ratios ? index / mean : index - mean;
  if (ratios && std::ranges::min(sums) < kIndexFloor) return {};
  return {.form = form, .indices = std::move(sums)};
}

auto without_season(std::span<double const> values, SeasonalPattern const& pattern) -> std::vector<double> {
  std::vector<double> adjusted(values.begin(), values.end());
  if (pattern.form == SeasonalForm::none) return adjusted;
  auto const season = pattern.indices.size();
  for (std::size_t at = 0; at < adjusted.size(); ++at) {
    if (pattern.form == SeasonalForm::multiplicative)
      adjusted[at] /= pattern.indices[at % season];
    else
      adjusted[at] -= pattern.indices[at % season];
  }
  return adjusted;
}

void with_season(std::span<double> values, SeasonalPattern const& pattern, std::size_t from) {
  if (pattern.form == SeasonalForm::none) return;
  auto const season = pattern.indices.size();
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (pattern.form == SeasonalForm::multiplicative)
      values[at] *= pattern.indices[(from + at) % season];
    else
      values[at] += pattern.indices[(from + at) % season];
  }
}

}  // namespace pb::series
