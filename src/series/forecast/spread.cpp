#include "series/forecast/spread.h"

#include <algorithm>
#include <cmath>

namespace pb::series {
namespace {

constexpr double kStudent80 = 1.35;  // seven degrees of freedom: errors have heavier tails than the normal
constexpr double kStudent95 = 2.365;
constexpr double kUnknown = 0.2;  // of a single value's size
// The fitted numbers have seen the values that they are judged by: measured on held-out ends.
constexpr double kWiden = 1.04;
constexpr double kWidenForFew = 10.0;
constexpr double kSteepest = 0.9;
constexpr double kPriorSlope = 0.55;
constexpr double kPriorWeight = 40;

struct Miss {
  std::size_t step = 0;  // 0: one step ahead
  double size = 0;
};

auto mean_of(std::span<double const> values) -> double {
  double sum = 0;
  for (auto const value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// Errors of a series of positive values grow with its level; this brings them half the way to today's.
auto misses_of(std::span<Origin const> origins, std::span<double const> values, Weights const& weights,
               std::size_t season) -> std::vector<Miss> {
  auto const window = std::min(std::max<std::size_t>(season, 4), values.size());
  auto const now = mean_of(values.last(window));
  bool const positive = std::ranges::min(values) > 0;
  std::vector<Miss> misses;
  for (auto const& origin : origins) {
    auto const then =
        mean_of(values.subspan(origin.at - std::min(window, origin.at), std::min(window, origin.at)));
    auto const grown = positive ? std::sqrt(std::clamp(now / then, 0.1, 10.0)) : 1.0;
    auto const mean = combined(origin.said, weights);
    for (std::size_t step = 0; step < mean.size(); ++step)
      misses.push_back({.step = step, .size = std::abs(values[origin.at + step] - mean[step]) * grown});
  }
  return misses;
}

// deviation(h) = first * h^slope.
struct Growth {
  double first = 0;
  double slope = 0;
  [[nodiscard]] auto at(std::size_t step) const -> double {
    return first * std::pow(static_cast<double>(step + 1), slope);
  }
};

auto growth_of(std::vector<Miss> const& misses, std::size_t horizon) -> Growth {
  std::vector<double> squares(horizon, 0.0);
  std::vector<double> counts(horizon, 0.0);
  for (auto const& miss : misses) {
    squares[miss.step] += miss.size * miss.size;
    counts[miss.step] += 1;
  }
  double weight = 0;
  double mean_log = 0;
  double mean_size = 0;
  for (std::size_t step = 0; step < horizon; ++step) {
    if (counts[step] <= 0 || squares[step] <= 0) continue;
    weight += counts[step];
    mean_log += counts[step] * std::log(static_cast<double>(step + 1));
    mean_size += counts[step] * std::log(squares[step] / counts[step]) / 2;
  }
  if (weight <= 0) return {};
  mean_log /= weight;
  mean_size /= weight;
  // A few origins' worth of a slope that is usual, so that a handful of errors cannot tilt it.
  auto const prior = kPriorWeight;
  double products = prior * kPriorSlope;
  double variance = prior;
  for (std::size_t step = 0; step < horizon; ++step) {
    if (counts[step] <= 0 || squares[step] <= 0) continue;
    auto const time = std::log(static_cast<double>(step + 1)) - mean_log;
    products += counts[step] * time * (std::log(squares[step] / counts[step]) / 2 - mean_size);
    variance += counts[step] * time * time;
  }
  Growth growth{.slope = std::clamp(products / variance, 0.0, kSteepest)};
  // Squares, not logarithms, so that the rare large errors count.
  double sum = 0;
  for (auto const& miss : misses)
    sum += std::pow(miss.size / std::pow(static_cast<double>(miss.step + 1), growth.slope), 2);
  growth.first = std::sqrt(sum / static_cast<double>(misses.size()));
  return growth;
}

// Between the usual quantile and the one seen, of errors in deviations.
auto quantile(std::vector<double> const& sorted, double part, double usual) -> double {
  auto const at =
      std::min(static_cast<std::size_t>(part * static_cast<double>(sorted.size())), sorted.size() - 1);
  return (std::clamp(sorted[at], 0.6 * usual, 1.6 * usual) + usual) / 2;
}

}  // namespace

auto spread_of(std::span<Origin const> origins, std::span<double const> values, Weights const& weights,
               std::size_t season, std::size_t horizon) -> Spread {
  auto const misses = misses_of(origins, values, weights, season);
  auto const growth = growth_of(misses, horizon);
  std::vector<double> sizes;
  for (auto const& miss : misses) sizes.push_back(growth.first > 0 ? miss.size / growth.at(miss.step) : 0.0);
  std::ranges::sort(sizes);
  auto const widen = kWiden + kWidenForFew / static_cast<double>(values.size());
  Spread spread;
  for (std::size_t step = 0; step < horizon; ++step) {
    auto const deviation = widen * growth.at(step);
    spread.half80.push_back(deviation * quantile(sizes, 0.80, kStudent80));
    spread.half95.push_back(deviation * quantile(sizes, 0.95, kStudent95));
  }
  return spread;
}

auto spread_of_few(std::span<double const> values, std::size_t horizon) -> Spread {
  double squares = 0;
  for (std::size_t at = 1; at < values.size(); ++at) squares += std::pow(values[at] - values[at - 1], 2);
  auto const changes = static_cast<double>(values.size()) - 1;
  // Student's quantiles for one change are 12.7 and 3.08; a guess of a fifth of the size tames them.
  auto const guess = kUnknown * std::abs(values.back());
  auto const deviation = std::sqrt((squares + guess * guess) / (changes + 1));
  Spread spread;
  for (std::size_t step = 0; step < horizon; ++step) {
    auto const grown = deviation * std::sqrt(static_cast<double>(step + 1));
    spread.half80.push_back(1.5 * kStudent80 * grown);
    spread.half95.push_back(1.5 * kStudent95 * grown);
  }
  return spread;
}

}  // namespace pb::series
