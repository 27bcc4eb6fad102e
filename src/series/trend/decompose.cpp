#include "series/trend/decompose.h"

#include <algorithm>
#include <cmath>

#include "series/trend/order.h"

namespace pb::series::trend {
namespace {

constexpr int kRobustRounds = 6;
constexpr int kInnerRounds = 2;
constexpr std::size_t kNarrowest = 13;  // steps of the level's window

// Whether every place of the season has been seen twice, and more than two cycles are there.
bool has_season(std::span<double const> values, std::size_t season) {
  if (season < 2 || values.size() <= 2 * season) return false;
  std::vector<int> seen(season, 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) ++seen[i % season];
  }
  return std::ranges::all_of(seen, [](int count) { return count >= 2; });
}

// A weighted line through the neighbours of one place, at that place.
struct LocalLine {
  double weight = 0, x = 0, y = 0, xx = 0, xy = 0;  // sums of weight times each

  void add(double w, double dx, double value) {
    weight += w;
    x += w * dx;
    y += w * value;
    xx += w * dx * dx;
    xy += w * dx * value;
  }
  [[nodiscard]] auto at_zero() const -> double {
    auto const spread = xx - x * x / weight;
    auto const slope = spread > 1e-9 * weight ? (xy - x * y / weight) / spread : 0;
    return (y - slope * x) / weight;
  }
};

auto tricube(double distance) -> double {
  auto const cube = 1 - distance * distance * distance;
  return distance < 1 ? cube * cube * cube : 0;
}

// Loess with a window of so many steps that is widened where it holds too few values.
auto smoothed(std::vector<double> const& values, std::vector<double> const& weights, std::size_t window)
    -> std::vector<double> {
  constexpr double kEnough = 2;  // sum of weights: below it a line is a guess
  auto const n = static_cast<std::ptrdiff_t>(values.size());
  std::vector<double> result(values.size(), 0);
  for (std::ptrdiff_t at = 0; at < n; ++at) {
    // At the ends the window keeps its number of steps, as STL's nearest neighbours do.
    auto const size = std::min(static_cast<std::ptrdiff_t>(window), n);
    auto const first = std::clamp(at - size / 2, std::ptrdiff_t{0}, n - size);
    auto reach = std::max(at - first, first + size - 1 - at) + 1;
    for (;; reach *= 2) {
      LocalLine line;
      for (auto i = std::max(std::ptrdiff_t{0}, at - reach); i < std::min(n, at + reach + 1); ++i) {
        auto const place = static_cast<std::size_t>(i);
        if (weights[place] <= 0) continue;
        auto const distance = static_cast<double>(i - at);
        auto const near = tricube(std::abs(distance) / static_cast<double>(reach));
        line.add(weights[place] * near, distance, values[place]);
      }
      if (line.weight >= kEnough || (reach > n && line.weight > 0)) {
        result[static_cast<std::size_t>(at)] = line.at_zero();
        break;
      }
      if (reach > 4 * n) break;  // nothing weighs anything
    }
  }
  return result;
}

// What each place of the season has beside the level, less what all have in common: the weighted mean, or,
// where nothing weighs anything yet or any more, the median, which a wild value does not draw to itself.
auto seasonal_places(std::vector<double> const& left, std::vector<double> const& weights, std::size_t season)
    -> std::vector<double> {
  std::vector<double> sums(season, 0);
  std::vector<double> totals(season, 0);
  std::vector<std::vector<double>> all(season);
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (std::isnan(left[i])) continue;
    sums[i % season] += weights[i] * left[i];
    totals[i % season] += weights[i];
    all[i % season].push_back(left[i]);
  }
  double common = 0;
  for (std::size_t place = 0; place < season; ++place) {
    sums[place] = totals[place] > 0 ? sums[place] / totals[place] : median(all[place]);
    common += sums[place] / static_cast<double>(season);
  }
  for (auto& mean : sums) mean -= common;
  return sums;
}

// The median of the known values around each place: a first level that neither a season of whole cycles nor a
// wild value bends.
auto running_median(std::span<double const> values, std::size_t window) -> std::vector<double> {
  std::vector<double> result(values.size(), std::nan(""));
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const first = i > window / 2 ? i - window / 2 : 0;
    auto const around = without_gaps(values.subspan(first, std::min(window, values.size() - first)));
    if (!around.empty()) result[i] = median(around);
  }
  return result;
}

// Bisquare over six median distances (STL's 6 * MAD).
void weigh(Parts& parts) {
  std::vector<double> distances;
  for (auto const rest : parts.rest) {
    if (!std::isnan(rest)) distances.push_back(std::abs(rest));
  }
  auto const far = 6 * median(std::move(distances));
  for (std::size_t i = 0; i < parts.rest.size(); ++i) {
    if (std::isnan(parts.rest[i])) continue;
    auto const u = far > 0 ? std::abs(parts.rest[i]) / far : 0;
    parts.weights[i] = u < 1 ? (1 - u * u) * (1 - u * u) : 0;
  }
}

void fit(Parts& parts, std::span<double const> values) {
  auto const window = std::max(kNarrowest, (3 * parts.season / 2) | std::size_t{1});
  std::vector<double> left(values.size(), 0);
  for (int round = 0; round < (parts.season > 1 ? kInnerRounds : 1); ++round) {
    if (parts.season > 1) {
      for (std::size_t i = 0; i < values.size(); ++i) left[i] = values[i] - parts.level[i];
      auto const means = seasonal_places(left, parts.weights, parts.season);
      for (std::size_t i = 0; i < values.size(); ++i) parts.seasonal[i] = means[i % parts.season];
    }
    for (std::size_t i = 0; i < values.size(); ++i) left[i] = values[i] - parts.seasonal[i];
    parts.level = smoothed(left, parts.weights, window);
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    parts.rest[i] = values[i] - parts.level[i] - parts.seasonal[i];
}

}  // namespace

auto decompose(std::span<double const> values, std::size_t season) -> Parts {
  auto const n = values.size();
  Parts parts{.level = std::vector<double>(n, 0),
              .seasonal = std::vector<double>(n, 0),
              .rest = std::vector<double>(n, std::nan("")),
              .weights = std::vector<double>(n, 0),
              .season = has_season(values, season) ? season : 1};
  for (std::size_t i = 0; i < n; ++i) parts.weights[i] = std::isnan(values[i]) ? 0 : 1;
  auto const window = std::max(kNarrowest, (2 * parts.season) | std::size_t{1});
  parts.level = smoothed(running_median(values, window), parts.weights, window);
  if (parts.season > 1) {
    std::vector<double> left(values.begin(), values.end());
    for (std::size_t i = 0; i < n; ++i) left[i] -= parts.level[i];
    auto const places = seasonal_places(left, std::vector<double>(n, 0), parts.season);
    for (std::size_t i = 0; i < n; ++i) parts.seasonal[i] = places[i % parts.season];
  }
  for (std::size_t i = 0; i < n; ++i) parts.rest[i] = values[i] - parts.level[i] - parts.seasonal[i];
  for (int round = 0; round < kRobustRounds; ++round) {
    weigh(parts);
    fit(parts, values);
  }
  return parts;
}

auto season_strength(Parts const& parts) -> double {
  if (parts.season < 2) return 0;
  double total = 0, of_rest = 0, of_both = 0;  // sums over the weights
  for (std::size_t i = 0; i < parts.rest.size(); ++i) {
    if (parts.weights[i] <= 0) continue;
    auto const both = parts.rest[i] + parts.seasonal[i];
    total += parts.weights[i];
    of_rest += parts.weights[i] * parts.rest[i] * parts.rest[i];
    of_both += parts.weights[i] * both * both;
  }
  auto const freedom = total - static_cast<double>(parts.season);
  if (of_both <= 0 || freedom <= 0) return 0;
  return std::clamp(1 - (of_rest / freedom) / (of_both / (total - 1)), 0.0, 1.0);
}

}  // namespace pb::series::trend
