#pragma once

#include <array>
#include <cstddef>

namespace pb::series {

// How rare each size of a quantity has been: a histogram of its logarithm, and above the largest 3 % a Pareto
// tail by Hill's estimator (Hill 1975, "A Simple General Approach to Inference About the Tail of a
// Distribution"), so that also what never happened has a rarity. Old values are forgotten by half each time
// the histogram holds 20,000. Memory is constant.
class Tail {
 public:
  // -log10 of the probability that a size as large as this one comes, 0 to about 40: 3 is one in a thousand.
  // 0 where fewer than twenty sizes are known.
  [[nodiscard]] auto surprise(double size) const -> double;
  // Learns a size above 0.
  void add(double size);

 private:
  static constexpr int kLowest = -6;   // log2 of the least size that is told apart
  static constexpr int kHighest = 34;  // log2 of the largest one
  static constexpr int kPerOctave = 8;
  static constexpr std::size_t kBins = static_cast<std::size_t>(kHighest - kLowest) * kPerOctave;

  // A size's place in the histogram, in bins.
  static auto place(double size) -> double;
  static auto bin(double place) -> std::size_t { return static_cast<std::size_t>(place); }

  std::array<double, kBins> counts_{};
  double known_ = 0;
  std::size_t top_ = 0;  // the highest bin that holds anything
};

}  // namespace pb::series
