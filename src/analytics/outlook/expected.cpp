#include "analytics/outlook/expected.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pb::analytics {
namespace {

constexpr double kMost = 9e18;  // within 64 bits

auto to_amount(double value) -> std::int64_t {
  if (std::isnan(value)) return 0;
  return static_cast<std::int64_t>(std::clamp(value, -kMost, kMost));
}

}  // namespace

auto reconcile(std::vector<Guess> parts, Guess whole) -> std::vector<Guess> {
  double sum = 0;
  double variance = 0;
  for (auto const& part : parts) {
    sum += part.mean;
    variance += part.deviation * part.deviation;
  }
  if (variance <= 0) return parts;
  auto const gap = whole.mean - sum;
  for (auto& part : parts)
    part.mean += gap * part.deviation * part.deviation / (variance + whole.deviation * whole.deviation);
  return parts;
}

auto apportion(std::span<double const> amounts) -> std::vector<std::int64_t> {
  std::vector<std::int64_t> whole(amounts.size());
  std::vector<double> left(amounts.size());
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    whole[i] = to_amount(std::floor(amounts[i]));
    left[i] = amounts[i] - std::floor(amounts[i]);
  }
  auto const rest = std::lround(std::accumulate(left.begin(), left.end(), 0.0));
  std::vector<std::size_t> order(amounts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](auto a, auto b) { return left[a] > left[b]; });
  for (std::size_t i = 0; i < static_cast<std::size_t>(rest); ++i) ++whole[order[i]];
  return whole;
}

auto with_intervals(std::int64_t expected, double deviation, std::int64_t floor) -> Expected {
  constexpr double k80 = 1.2815515655;  // quantiles of the normal distribution
  constexpr double k95 = 1.9599639845;
  auto const centre = static_cast<double>(expected);
  auto const low = [&](double reach) {
    return std::min(expected, std::max(floor, to_amount(std::round(centre - reach * deviation))));
  };
  auto const high = [&](double reach) {
    return std::max(expected, to_amount(std::round(centre + reach * deviation)));
  };
  return {expected, low(k80), high(k80), low(k95), high(k95)};
}

}  // namespace pb::analytics
