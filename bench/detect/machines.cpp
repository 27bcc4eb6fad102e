// Processors, disks and networks of servers, once in five minutes: many kinds of ordinary, many of failing.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "detect/families.h"

namespace pb::bench {
namespace {

// What a server does when nothing is wrong.
struct Ordinary {
  double level = 1;
  double noise = 0.1;        // of the level
  double daily = 0;          // of the level
  double memory = 0;         // how slowly noise forgets, 0 to 1
  double spike_chance = 0;   // of a row
  double spike = 0;          // in levels
  std::size_t every = 0;     // a job that runs once in so many rows
  std::size_t job_rows = 1;  // for so many
  double job = 0;            // adds so many levels
  double most = 1e300;       // a percentage ends at 100
  double quantum = 0;        // values come in steps of so much
};

auto ordinary(Random& random, Ordinary const& kind, std::size_t rows) -> Draft {
  Draft draft;
  double noise = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    noise = kind.memory * noise + std::sqrt(1 - kind.memory * kind.memory) * random.normal();
    double value = 1 + kind.noise * noise;
    value += kind.daily * std::sin(2 * std::numbers::pi * draft.time_of_day(row));
    if (kind.every != 0 && row % kind.every < kind.job_rows) value += kind.job * random.uniform(0.8, 1.2);
    if (random.chance(kind.spike_chance)) value += kind.spike * random.pareto(2.5);
    value = std::clamp(value * kind.level, 0.0, kind.most);
    draft.values.push_back(kind.quantum > 0 ? std::round(value / kind.quantum) * kind.quantum : value);
  }
  return draft;
}

auto rows_of_one(Random& random) -> std::size_t {
  return random.chance(0.15) ? 1'243 : 4'032 + (random.chance(0.3) ? 600 : 0);
}

enum class Failure { spike, rise, fall, plateau, outage, noise, burst };

void fail(Random& random, Draft& draft, std::size_t at, Failure failure, Ordinary const& kind) {
  auto const usual = kind.level * (kind.noise + kind.daily) + 0.02 * kind.level;
  auto const most = kind.most;
  auto const by = usual * random.uniform(2, 9);
  auto const capped = [most](double value) { return std::clamp(value, 0.0, most); };
  auto const rows = draft.values.size();
  switch (failure) {
    case Failure::spike: {
      auto const height = std::max(by, kind.level * kind.spike * random.uniform(1.5, 5));
      return each_row(draft, at, 1 + random.below(4), [&](double value) { return capped(value + height); });
    }
    case Failure::rise:
      return each_row(draft, at, rows, [&](double value) { return capped(value + by); });
    case Failure::fall:
      return each_row(draft, at, rows, [&](double value) { return capped(value - by); });
    case Failure::plateau:
      return each_row(draft, at, 20 + random.below(100), [&](double value) { return capped(value + by); });
    case Failure::outage:
      return each_row(draft, at, 5 + random.below(60), [](double) { return 0.0; });
    case Failure::noise:
      return each_row(draft, at, 100 + random.below(100),
                      [&](double value) { return capped(value + by / 2 * random.normal()); });
    case Failure::burst:
      return each_row(draft, at, 10 + random.below(40), [&](double value) {
        return capped(value + (random.chance(0.4) ? by * random.pareto(2) : 0));
      });
  }
}

auto kind_of(Random& random, std::size_t index) -> Ordinary {
  switch (index % 9) {
    case 0:  // idle
      return {.level = 0.13, .noise = 0.02, .spike_chance = 0.003, .spike = 0.4, .quantum = 0.002};
    case 1:
      return {.level = 1.8, .noise = 0.03, .memory = 0.3, .spike_chance = 0.004, .spike = 0.2};
    case 2:
      return {.level = 42, .noise = 0.05, .memory = 0.5, .spike_chance = 0.002, .spike = 0.15, .most = 100};
    case 3:  // a job now and then
      return {.level = 2,
              .noise = 0.05,
              .every = 288 / (1 + random.below(8)),
              .job_rows = 3,
              .job = 12,
              .most = 100};
    case 4:  // nearly busy
      return {.level = 94, .noise = 0.015, .memory = 0.6, .most = 100};
    case 5:  // disk: nothing, or very much
      return {.level = 1e5, .noise = 0.2, .spike_chance = 0.04, .spike = 30};
    case 6:  // network with days
      return {.level = 4e5, .noise = 0.12, .daily = 0.4, .memory = 0.4, .spike_chance = 0.006, .spike = 1.2};
    case 7:  // requests
      return {.level = 60, .noise = 0.3, .daily = 0.4, .spike_chance = 0.01, .spike = 1.2, .quantum = 1};
    default:  // a database
      return {.level = 14,
              .noise = 0.06,
              .daily = 0.05,
              .memory = 0.5,
              .spike_chance = 0.008,
              .spike = 0.25,
              .most = 100};
  }
}

}  // namespace

auto servers(Random& random, std::size_t index) -> Draft {
  auto const kind = kind_of(random, index);
  auto draft = ordinary(random, kind, rows_of_one(random));
  if (index == 16) return draft;
  draft.anomalies = places(random, draft.values.size(), 1 + random.below(3));
  for (auto const at : draft.anomalies) fail(random, draft, at, static_cast<Failure>(random.below(7)), kind);
  return draft;
}

}  // namespace pb::bench
