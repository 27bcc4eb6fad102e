#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pb::bench {

// A history, and what really came after it.
struct TestSeries {
  std::vector<double> history{};
  std::vector<double> future{};
};

// One kind of series as businesses have them: how long, how seasonal, how far ahead.
struct SeriesKind {
  std::string name;
  std::size_t season = 1;
  std::size_t horizon = 1;
  std::size_t shortest = 0;  // lengths of the histories
  std::size_t longest = 0;
  std::size_t inner_season = 0;  // a shorter season within the season (hours of a day within a week); 0: none
};

// Series drawn at random, the same for the same seed: growth, damping or stagnation, wandering levels,
// seasons that multiply or add and may drift, level shifts, outliers, noise from 1 to 30 %, and some
// intermittent ones.
auto draw_series(SeriesKind const& kind, std::size_t count, std::uint64_t seed) -> std::vector<TestSeries>;

}  // namespace pb::bench
