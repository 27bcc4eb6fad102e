#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace pb::series {

// Mean and deviation of all values at first, of about the last 1 / `least_weight` later on.
class RunningMoments {
 public:
  explicit RunningMoments(double least_weight) : least_weight_(least_weight) {}

  void add(double value) {
    count_ += 1;
    auto const weight = std::max(least_weight_, 1 / count_);
    auto const from_mean = value - mean_;
    mean_ += weight * from_mean;
    variance_ = (1 - weight) * (variance_ + weight * from_mean * from_mean);
  }

  [[nodiscard]] auto count() const -> double { return count_; }
  [[nodiscard]] auto mean() const -> double { return mean_; }
  [[nodiscard]] auto deviation() const -> double { return std::sqrt(variance_); }

 private:
  double least_weight_;
  double count_ = 0;
  double mean_ = 0;
  double variance_ = 0;
};

// The latest values, as many as Size.
template <std::size_t Size>
class Latest {
 public:
  void add(double value) {
    values_[added_ % Size] = value;
    ++added_;
  }

  // Of the last `count` values, or of those that there are; at least one has to be there.
  [[nodiscard]] auto mean(std::size_t count) const -> double {
    auto const taken = std::min({count, added_, Size});
    double sum = 0;
    for (std::size_t back = 1; back <= taken; ++back) sum += values_[(added_ - back) % Size];
    return sum / static_cast<double>(taken);
  }

  // Of all that are kept.
  [[nodiscard]] auto deviation() const -> double {
    auto const taken = std::min(added_, Size);
    auto const middle = mean(taken);
    double squares = 0;
    for (std::size_t index = 0; index < taken; ++index)
      squares += (values_[index] - middle) * (values_[index] - middle);
    return std::sqrt(squares / static_cast<double>(taken));
  }

 private:
  std::array<double, Size> values_{};
  std::size_t added_ = 0;
};

}  // namespace pb::series
