#include "series/trend/change_points.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "series/trend/order.h"
#include "series/trend/slope.h"

namespace pb::series::trend {
namespace {

auto differences(std::vector<double> const& values, std::size_t distance) -> std::vector<double> {
  std::vector<double> result;
  for (std::size_t i = distance; i < values.size(); ++i) result.push_back(values[i] - values[i - distance]);
  return result;
}

// The known values with single strangers drawn in towards their neighbours. The deviation is that of
// neighbours' differences: a steep line has none of its own.
auto without_strangers(std::vector<double> const& values) -> std::vector<double> {
  constexpr std::size_t kReach = 3;  // neighbours on each side
  auto const far = 3 * median_deviation(differences(values, 1)) / std::numbers::sqrt2;
  auto drawn = values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const first = i > kReach ? i - kReach : 0;
    auto const last = std::min(values.size(), i + kReach + 1);
    auto const middle = median({values.begin() + static_cast<std::ptrdiff_t>(first),
                                values.begin() + static_cast<std::ptrdiff_t>(last)});
    drawn[i] = std::clamp(values[i], middle - far, middle + far);
  }
  return drawn;
}

// The mean square, without what a few changes of level add.
auto mean_square(std::vector<double> const& values) -> double {
  auto const far = 3 * robust_deviation(values);
  double sum = 0;
  for (auto const value : values) sum += std::min(value * value, far * far);
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

// The variance that matters for a mean: of one value, times (1 + rho) / (1 - rho) where values follow each
// other by more than chance.
auto long_run_variance(std::vector<double> const& values) -> double {
  auto const near = mean_square(differences(values, 1));
  auto const far = mean_square(differences(values, 2));
  if (near <= 0) return 0;
  auto const chance = 1 / std::sqrt(static_cast<double>(values.size()));
  auto const rho = std::clamp(far / near - 1 - chance, 0.0, 0.9);
  return near / (2 * (1 - rho)) * (1 + rho) / (1 - rho);
}

// Sums from the beginning, so that the squared distance from the mean of any stretch is one subtraction.
class SquaredDistance {
 public:
  explicit SquaredDistance(std::vector<double> const& values) : sums_(1, 0), squares_(1, 0) {
    auto const centre = median(values);  // near 0 the subtraction of squares loses nothing
    for (auto const value : values) {
      sums_.push_back(sums_.back() + (value - centre));
      squares_.push_back(squares_.back() + (value - centre) * (value - centre));
    }
  }
  // Of the values from first up to, without, end.
  [[nodiscard]] auto between(std::size_t first, std::size_t end) const -> double {
    auto const sum = sums_[end] - sums_[first];
    return std::max(0.0, squares_[end] - squares_[first] - sum * sum / static_cast<double>(end - first));
  }

 private:
  std::vector<double> sums_;
  std::vector<double> squares_;
};

struct Segmentation {
  double cost = 0;                     // without the price of the changes
  std::vector<std::size_t> changes{};  // first values of the second and later stretches
};

// A place where the last stretch may begin.
struct Candidate {
  std::size_t start = 0;
  std::optional<std::size_t> dearer_since{};  // the end at which it was first dearer than the best
};

// A start that is dearer than the best at some end is never the cheapest again, once a stretch from that end
// on is long enough to be one.
void prune(std::vector<Candidate>& candidates, std::size_t end) {
  std::erase_if(candidates, [&](Candidate const& candidate) {
    return candidate.dearer_since && *candidate.dearer_since + kShortestStretch <= end;
  });
}

auto pelt(std::vector<double> const& values, double price) -> Segmentation {
  SquaredDistance const distance(values);
  auto const n = values.size();
  std::vector<double> best(n + 1, 0);
  std::vector<std::size_t> last(n + 1, 0);
  best[0] = -price;
  std::vector<Candidate> candidates{{.start = 0}};
  for (std::size_t end = kShortestStretch; end <= n; ++end) {
    prune(candidates, end);
    best[end] = std::numeric_limits<double>::infinity();
    for (auto const& candidate : candidates) {
      auto const cost = best[candidate.start] + distance.between(candidate.start, end) + price;
      if (cost >= best[end]) continue;
      best[end] = cost;
      last[end] = candidate.start;
    }
    for (auto& candidate : candidates) {
      bool const dearer = best[candidate.start] + distance.between(candidate.start, end) > best[end];
      if (dearer && !candidate.dearer_since) candidate.dearer_since = end;
    }
    if (end + 1 >= 2 * kShortestStretch) candidates.push_back({.start = end + 1 - kShortestStretch});
  }
  Segmentation found{.cost = best[n]};
  for (auto at = last[n]; at > 0; at = last[at]) found.changes.push_back(at);
  found.cost -= price * static_cast<double>(found.changes.size());
  std::ranges::reverse(found.changes);
  return found;
}

// The squared distance from a robust straight line; `places` are the steps of the values.
auto cost_of_line(std::vector<double> const& values, std::vector<std::size_t> const& places)
    -> std::optional<double> {
  std::vector<double> with_gaps(places.back() + 1, std::nan(""));
  for (std::size_t i = 0; i < values.size(); ++i) with_gaps[places[i]] = values[i];
  auto const slope = slope_of(with_gaps, 1);
  if (!slope) return std::nullopt;
  auto left = values;
  for (std::size_t i = 0; i < values.size(); ++i) left[i] -= slope->per_step * static_cast<double>(places[i]);
  return SquaredDistance(left).between(0, left.size());
}

}  // namespace

auto change_points(std::span<double const> values) -> std::vector<ChangePoint> {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) places.push_back(i);
  }
  auto const known = without_gaps(values);
  if (known.size() < 2 * kShortestStretch) return {};
  auto const drawn = without_strangers(known);
  auto variance = long_run_variance(drawn);
  // Without any noise every move is a change; a trace of the whole spread keeps rounding from being one.
  auto const spread = robust_deviation(drawn);
  variance = std::max(variance, 1e-6 * spread * spread);
  if (variance <= 0) return {};

  auto const log_n = std::log(static_cast<double>(known.size()));
  auto const price = 3 * log_n * variance;
  auto const found = pelt(drawn, price);
  if (found.changes.empty()) return {};
  auto const line = cost_of_line(drawn, places);
  if (line && *line + log_n * variance <= found.cost + price * static_cast<double>(found.changes.size()))
    return {};

  auto const level_between = [&](std::size_t first, std::size_t end) {
    return median({known.begin() + static_cast<std::ptrdiff_t>(first),
                   known.begin() + static_cast<std::ptrdiff_t>(end)});
  };
  std::vector<ChangePoint> changes;
  for (std::size_t i = 0; i < found.changes.size(); ++i) {
    auto const before = i == 0 ? 0 : found.changes[i - 1];
    auto const after = i + 1 < found.changes.size() ? found.changes[i + 1] : known.size();
    changes.push_back({.first = places[found.changes[i]],
                       .before = level_between(before, found.changes[i]),
                       .after = level_between(found.changes[i], after)});
  }
  return changes;
}

}  // namespace pb::series::trend
