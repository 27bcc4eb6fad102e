#pragma once

#include <span>
#include <vector>

namespace pb::series::trend {

// The middle of some values, half-way between the two middle ones of an even number; 0 of none. Gaps (NaN)
// must have been left out.
[[nodiscard]] auto median(std::vector<double> values) -> double;

// 1.4826 times the median distance from the median, which is the standard deviation of normal values; 0 where
// more than half of the values are the same.
[[nodiscard]] auto median_deviation(std::vector<double> const& values) -> double;

// A standard deviation that strangers do not move: 1.4826 times the median distance from the median; where
// more than half of the values are the same, 1.2533 times the mean distance. 0 only where all values are the
// same.
[[nodiscard]] auto robust_deviation(std::vector<double> const& values) -> double;

// The values that are numbers, in their order.
[[nodiscard]] auto without_gaps(std::span<double const> values) -> std::vector<double>;

// A value a is before, beside or after b: -1, 0, 1.
[[nodiscard]] inline auto sign_of(double difference) -> int {
  return (difference > 0) - (difference < 0);
}

}  // namespace pb::series::trend
