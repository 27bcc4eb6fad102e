// Two weeks of a working day's shape, once in five minutes.
#include <algorithm>
#include <cmath>

#include "detect/families.h"

namespace pb::bench {
namespace {

constexpr std::size_t kRows = 4'032;

// High between the morning and the evening.
auto working_hours(Draft const& draft, std::size_t row) -> bool {
  auto const time = draft.time_of_day(row);
  return time >= 0.375 && time < 0.75;
}

auto daily(Random& random, double noise) -> Draft {
  Draft draft;
  auto const low = random.uniform(15, 25);
  auto const high = random.uniform(70, 85);
  for (std::size_t row = 0; row < kRows; ++row)
    draft.values.push_back((working_hours(draft, row) ? high : low) + noise * random.uniform(-1, 1));
  return draft;
}

// A low floor with single spikes.
auto spikes(Random& random, double density) -> Draft {
  Draft draft;
  for (std::size_t row = 0; row < kRows; ++row) draft.values.push_back(random.chance(density) ? 20 : 0);
  return draft;
}

// The begin of a working day in the second week.
auto some_morning(Random& random, Draft const& draft) -> std::size_t {
  auto const day = draft.rows_of_a_day();
  return (8 + random.below(4)) * day + day * 3 / 8;
}

}  // namespace

auto artificial_quiet(Random& random, std::size_t index) -> Draft {
  switch (index) {
    case 0:
      return daily(random, 0);
    case 1:
      return daily(random, random.uniform(2, 5));
    case 2: {
      auto draft = daily(random, 0);
      for (auto& value : draft.values) value = 45;
      return draft;
    }
    case 3: {
      auto draft = daily(random, 0);
      for (auto& value : draft.values) value = random.uniform(17, 23);
      return draft;
    }
    default: {
      auto draft = daily(random, 0);
      for (std::size_t row = 0; row < kRows; ++row)
        draft.values[row] = 20 + 60 * std::max(0.0, std::sin(draft.time_of_day(row) * 6.283));
      return draft;
    }
  }
}

auto artificial_broken(Random& random, std::size_t index) -> Draft {
  auto draft = daily(random, random.uniform(2, 5));
  auto const morning = some_morning(random, draft);
  auto const working_day = draft.rows_of_a_day() * 3 / 8;
  draft.anomalies = {morning};
  switch (index) {
    case 0:  // the hump is cut down to the middle
      each_row(draft, morning, working_day, [](double value) { return value / 2.2; });
      return draft;
    case 1:  // falls below all that was
      each_row(draft, morning + working_day, working_day, [](double value) { return value - 20; });
      draft.anomalies = {morning + working_day};
      return draft;
    case 2:
      each_row(draft, morning, working_day, [](double value) { return value + 40; });
      return draft;
    case 3:  // does not come
      each_row(draft, morning, working_day, [](double value) { return value - 60; });
      return draft;
    case 4: {
      draft = spikes(random, 0.01);
      auto const from = 2'400 + random.below(1'000);
      each_row(draft, from, 300, [&random](double value) { return random.chance(0.08) ? 20 : value; });
      draft.anomalies = {from};
      return draft;
    }
    default: {
      draft = spikes(random, 0.03);
      for (auto& value : draft.values) value = value * random.uniform(0.02, 0.12) + random.uniform(0, 0.05);
      auto const from = 2'400 + random.below(1'000);
      each_row(draft, from, 60, [&random](double value) { return value + (random.chance(0.4) ? 2.4 : 0); });
      draft.anomalies = {from};
      return draft;
    }
  }
}

}  // namespace pb::bench
