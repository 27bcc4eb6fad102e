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

// The mean of what each place of the season has had; the first part stands at place season / 2.
auto means_by_place(std::vector<double> const& parts, std::size_t season) -> std::vector<double> {
  std::vector<double> means(season, 0.0);
  std::vector<double> counts(season, 0.0);
  for (std::size_t index = 0; index < parts.size(); ++index) {
    auto const place = (index + season / 2) % season;
    means[place] += parts[index];
    counts[place] += 1;
  }
  for (std::size_t place = 0; place < season; ++place) means[place] /= counts[place];
  return means;
}

// How much of the indices' variance is the noise of their estimation, as James and Stein would shrink it:
// (m - 3)/(m - 1) times noise over variance, at most all (Miller & Williams 2003).
auto shrinkage(std::vector<double> const& parts, std::vector<double> const& indices) -> double {
  auto const season = indices.size();
  auto const places = static_cast<double>(season);
  auto const mean = std::accumulate(indices.begin(), indices.end(), 0.0) / places;
  double between = 0;
  for (auto const index : indices) between += (index - mean) * (index - mean) / (places - 1);
  if (between <= 0) return 0;
  double within = 0;
  for (std::size_t at = 0; at < parts.size(); ++at)
    within += std::pow(parts[at] - indices[(at + season / 2) % season], 2);
  auto const count = static_cast<double>(parts.size());
  auto const noise = within / std::max(1.0, count - places) / (count / places);
  auto const part = season > 3 ? (places - 3) / (places - 1) : 0.3;
  return std::min(1.0, part * noise / between);
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
  auto const middle = ratios ? 1.0 : 0.0;
  auto parts = centred_averages(values, season);
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (ratios && parts[index] <= 0) return {};
    auto const value = values[index + season / 2];
    parts[index] = ratios ? value / parts[index] : value - parts[index];
  }
  auto indices = means_by_place(parts, season);
  auto const mean = std::accumulate(indices.begin(), indices.end(), 0.0) / static_cast<double>(season);
  for (auto& index : indices) index = ratios ? index / mean : index - mean;
  auto const kept = 1 - shrinkage(parts, indices);
  for (auto& index : indices) index = middle + kept * (index - middle);
  if (ratios && std::ranges::min(indices) < kIndexFloor) return {};
  return {.form = form, .indices = std::move(indices)};
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
