#include "series/trend/order.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace pb::series::trend {

auto median(std::vector<double> values) -> double {
  if (values.empty()) return 0;
  auto const half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  if (values.size() % 2 == 1) return *half;
  return std::midpoint(*std::max_element(values.begin(), half), *half);
}

auto median_deviation(std::vector<double> const& values) -> double {
  constexpr double kOfMedian = 1.4826;
  auto const centre = median(values);
  auto distances = values;
  for (auto& value : distances) value = std::abs(value - centre);
  return kOfMedian * median(std::move(distances));
}

auto robust_deviation(std::vector<double> const& values) -> double {
  constexpr double kOfMean = 1.2533;
  if (auto const deviation = median_deviation(values); deviation > 0) return deviation;
  auto const centre = median(values);
  double sum = 0;
  for (auto const value : values) sum += std::abs(value - centre) / static_cast<double>(values.size());
  return kOfMean * sum;
}

auto without_gaps(std::span<double const> values) -> std::vector<double> {
  std::vector<double> numbers;
  numbers.reserve(values.size());
  std::ranges::copy_if(values, std::back_inserter(numbers), [](double value) { return !std::isnan(value); });
  return numbers;
}

}  // namespace pb::series::trend
