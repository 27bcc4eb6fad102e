#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace pb::analytics {

// A sum that is not over yet, in minor units: what is expected, and between what it will be in 80 and in 95
// of 100 cases. low95 <= low80 <= expected <= high80 <= high95.
struct Expected {
  std::int64_t expected = 0;
  std::int64_t low80 = 0;
  std::int64_t high80 = 0;
  std::int64_t low95 = 0;
  std::int64_t high95 = 0;
};

// A forecast of a sum before it is rounded, as a distribution.
struct Guess {
  double mean = 0;
  double deviation = 0;  // standard deviation of what will be less what was guessed
};

// The guesses of the parts and of their whole, changed as little as their deviations ask so that the parts
// add up to the whole: minimum-trace reconciliation with a diagonal error covariance (Wickramasuriya,
// Athanasopoulos & Hyndman 2019), which for one level is: the gap between whole and parts, shared out by
// variance. Returns the parts; deviations are left as they were. Certain parts (deviation 0) are not moved.
[[nodiscard]] auto reconcile(std::vector<Guess> parts, Guess whole) -> std::vector<Guess>;

// Whole numbers that are next to the amounts and add up to the rounded sum of the amounts: each is rounded
// down, and those with the largest remainders get one more (Hamilton's method). Amounts beyond 9e18 are cut
// off.
[[nodiscard]] auto apportion(std::span<double const> amounts) -> std::vector<std::int64_t>;

// Normal intervals around an exact expectation, never below `floor`.
[[nodiscard]] auto with_intervals(std::int64_t expected, double deviation, std::int64_t floor) -> Expected;

}  // namespace pb::analytics
