// Long series whose anomalies have a known cause, and roads.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "detect/families.h"

namespace pb::bench {
namespace {

auto sine(double turns) -> double {
  return std::sin(2 * std::numbers::pi * turns);
}

// Passengers of a city, once in half an hour, with weeks; some days are not like their weekday.
auto passengers(Random& random) -> Draft {
  Draft draft;
  draft.step_seconds = 1'800;
  for (std::size_t row = 0; row < 10'320; ++row) {
    auto const time = draft.time_of_day(row);
    auto const weekend = draft.weekday(row) >= 5;
    auto const shape = 1 + 0.55 * sine(time - (weekend ? 0.42 : 0.36)) + 0.2 * sine(2 * time - 0.1);
    draft.values.push_back(15'000 * shape * (weekend ? 0.95 : 1) * (1 + 0.04 * random.normal()));
  }
  draft.anomalies = places(random, draft.values.size(), 5);
  for (auto& at : draft.anomalies) {
    at -= at % 48;
    auto const factor = random.chance(0.7) ? random.uniform(0.3, 0.7) : random.uniform(1.3, 1.6);
    each_row(draft, at, 48, [factor](double value) { return value * factor; });
  }
  return draft;
}

// A wandering temperature; before it fails it leaves its band, and then falls.
auto temperature(Random& random, std::size_t rows, std::size_t step, std::size_t failures) -> Draft {
  Draft draft;
  draft.step_seconds = step;
  double slow = 0;
  double fast = 0;
  auto const keep = std::exp(-static_cast<double>(step) / 43'200);
  for (std::size_t row = 0; row < rows; ++row) {
    slow = 0.9995 * slow + 0.06 * random.normal();
    fast = keep * fast + std::sqrt(1 - keep * keep) * random.normal();
    draft.values.push_back(85 + 4 * slow + 3 * fast + 2 * sine(draft.time_of_day(row)) +
                           0.8 * random.normal());
  }
  draft.anomalies = places(random, rows, failures);
  for (auto const at : draft.anomalies) {
    auto const depth = random.uniform(12, 60) * (random.chance(0.8) ? -1 : 0.5);
    double grown = 0;
    each_row(draft, at, 60 + random.below(200), [&](double value) {
      grown = std::min(1.0, grown + 0.02);
      return value + depth * grown;
    });
  }
  return draft;
}

// A group of servers that is steered to a band, then wrongly.
auto steered(Random& random) -> Draft {
  Draft draft;
  for (std::size_t row = 0; row < 18'050; ++row)
    draft.values.push_back(std::max(10.0, 38 + 9 * sine(draft.time_of_day(row)) + 7 * random.normal()));
  auto const at = places(random, draft.values.size(), 1).front();
  each_row(draft, at, 1'200,
           [&random](double value) { return std::min(100.0, value + random.uniform(8, 35)); });
  draft.anomalies = {at};
  return draft;
}

// Milliseconds that an answer takes.
auto latency(Random& random) -> Draft {
  Draft draft;
  for (std::size_t row = 0; row < 4'032; ++row) {
    auto const spike = random.chance(0.003) ? random.uniform(2, 9) : 0;
    draft.values.push_back(45 + 1.8 * random.normal() + 1.5 * sine(draft.time_of_day(row)) + spike);
  }
  draft.anomalies = places(random, draft.values.size(), 3);
  for (auto const at : draft.anomalies) {
    auto const by = random.uniform(5, 40);
    each_row(draft, at, 2 + random.below(30), [by](double value) { return value + by; });
  }
  return draft;
}

// How long and how often somebody presses keys: mostly nothing, else heavy tails; then it is another person.
auto keys(Random& random, std::size_t rows, double most) -> Draft {
  Draft draft;
  for (std::size_t row = 0; row < rows; ++row) {
    auto const time = draft.time_of_day(row);
    auto const at_work = time > 0.35 && time < 0.8 && random.chance(0.7);
    draft.values.push_back(at_work ? most * random.uniform(0.1, 0.6) * random.pareto(3) : 0);
  }
  draft.anomalies = places(random, rows, 2);
  for (auto const at : draft.anomalies) {
    each_row(draft, at, 40 + random.below(80),
             [&](double value) { return value + most * random.uniform(0.3, 1.4); });
  }
  return draft;
}

}  // namespace

auto known_causes(Random& random, std::size_t index) -> Draft {
  switch (index) {
    case 0:
      return passengers(random);
    case 1:
      return temperature(random, 22'695, 300, 4);
    case 2:
      return temperature(random, 7'267, 3'600, 2);
    case 3:
      return steered(random);
    case 4:
      return latency(random);
    case 5:
      return keys(random, 1'882, 0.4);
    default:
      return keys(random, 5'315, 2);
  }
}

auto road_traffic(Random& random, std::size_t index) -> Draft {
  Draft draft;
  draft.step_seconds = 600;
  draft.jitter = 0.3;
  auto const rows = 1'127 + random.below(1'400);
  auto const noise = random.uniform(0.06, 0.15);
  for (std::size_t row = 0; row < rows; ++row) {
    auto const time = draft.time_of_day(row);
    auto const rush =
        std::exp(-std::pow((time - 0.34) / 0.05, 2)) + std::exp(-std::pow((time - 0.71) / 0.06, 2));
    auto const load = (draft.weekday(row) >= 5 ? 0.3 : 1.0) * rush * random.uniform(0.6, 1.2);
    switch (index % 3) {
      case 0:  // occupancy, percent
        draft.values.push_back(std::max(0.0, 5 + 9 * load + 30 * noise * random.normal()));
        break;
      case 1:  // speed
        draft.values.push_back(std::max(1.0, 68 - 18 * load + 40 * noise * random.normal()));
        break;
      default:  // seconds of a journey
        draft.values.push_back(90 + 120 * load + 200 * noise * std::abs(random.normal()));
    }
    if (random.chance(0.004)) draft.values.back() *= random.uniform(1.3, 2.2);
  }
  draft.anomalies = places(random, rows, 1 + random.below(3));
  auto const up = index % 3 != 1;
  for (auto const at : draft.anomalies) {
    auto const factor = up ? random.uniform(1.8, 4) : random.uniform(0.2, 0.6);
    each_row(draft, at, 2 + random.below(40), [factor](double value) { return value * factor; });
  }
  return draft;
}

}  // namespace pb::bench
