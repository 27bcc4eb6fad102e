// Prices and counts: hourly ad prices, and mentions of companies once in five minutes. Both have bursts that
// nobody calls an anomaly, as many and nearly as high as those that somebody does.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "detect/families.h"

namespace pb::bench {
namespace {

// A burst that begins at once and dies away.
void burst(Draft& draft, std::size_t from, double height, double rows) {
  double left = height;
  each_row(draft, from, static_cast<std::size_t>(6 * rows), [&left, rows](double value) {
    auto const now = value + left;
    left *= std::exp(-1 / rows);
    return now;
  });
}

auto wave(double time, double peak) -> double {
  return std::cos(2 * std::numbers::pi * (time - peak));
}

}  // namespace

auto ad_prices(Random& random, std::size_t index) -> Draft {
  Draft draft;
  draft.step_seconds = 3'600;
  auto const rows = 1'540 + random.below(110);
  auto const level = index % 2 == 0 ? random.uniform(0.08, 0.2) : random.uniform(0.5, 1.2);
  auto const day = random.uniform(0.05, 0.4);
  auto const spread = random.uniform(0.12, 0.3);
  double drift = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    drift = 0.97 * drift + 0.04 * random.normal();
    auto value = level * (1 + day * wave(draft.time_of_day(row), 0.6)) * std::exp(drift);
    value *= random.lognormal(spread);
    if (random.chance(0.006)) value *= random.uniform(1.5, 2.6);
    draft.values.push_back(value);
  }
  draft.anomalies = places(random, rows, 1 + random.below(3));
  for (auto const at : draft.anomalies) {
    auto const height = level * random.uniform(0.8, 5);
    burst(draft, at, height, random.chance(0.6) ? 0.6 : random.uniform(1, 5));
  }
  return draft;
}

auto mentions(Random& random, std::size_t index) -> Draft {
  Draft draft;
  auto const rows = std::size_t{15'800} + random.below(100);
  auto const level = std::pow(10, random.uniform(0.4, 2.2)) + static_cast<double>(index);
  auto const day = random.uniform(0.2, 0.8);
  auto const spread = random.uniform(0.2, 0.45);
  double mood = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    mood = 0.95 * mood + 0.1 * random.normal();
    auto const weekend = draft.weekday(row) >= 5 ? 0.8 : 1.0;
    auto const rate = level * weekend * (1 + day * wave(draft.time_of_day(row), 0.75)) * std::exp(mood);
    draft.values.push_back(random.poisson(rate * random.lognormal(spread)));
  }
  for (auto quiet = random.below(25); quiet > 0; --quiet)
    burst(draft, random.below(rows), level * random.pareto(1.6) * 1.5, random.chance(0.7) ? 0.5 : 6);
  draft.anomalies = places(random, rows, 2 + random.below(3));
  for (auto const at : draft.anomalies)
    burst(draft, at, level * random.uniform(2, 20), random.chance(0.4) ? 0.7 : random.uniform(3, 40));
  return draft;
}

}  // namespace pb::bench
