#include "series/anomaly/tail.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pb::series {
namespace {

constexpr double kFewest = 20;
constexpr double kMost = 20'000;
constexpr double kTailPart = 0.03;
constexpr double kTailFewest = 8;
// What is believed of the tail before it is seen: the mean logarithm of how far a size exceeds the tail's
// beginning, and how many sizes that belief is worth.
constexpr double kUsualExcess = 0.25;
constexpr double kBelief = 80;

}  // namespace

auto Tail::place(double size) -> double {
  auto const octaves = std::log2(size) - kLowest;
  return std::clamp(octaves * kPerOctave, 0.0, static_cast<double>(kBins) - 0.5);
}

auto Tail::surprise(double size) const -> double {
  if (known_ < kFewest || !(size > 0)) return 0;
  auto const at = place(size);
  auto const needed = std::max(kTailFewest, kTailPart * known_);
  // The tail: the highest bins that hold enough together.
  double in_tail = 0;
  double weighted = 0;
  auto first = top_ + 1;
  while (first > 0 && in_tail < needed) {
    --first;
    in_tail += counts_[first];
    weighted += counts_[first] * static_cast<double>(first);
  }
  if (bin(at) <= first) {
    for (auto lower = first; lower > bin(at);) in_tail += counts_[--lower];
    return -std::log10(std::min(1.0, (in_tail + 1) / (known_ + 1)));
  }
  constexpr auto kBinWidth = std::numbers::ln2 / kPerOctave;
  auto const excess = (weighted - in_tail * static_cast<double>(first)) * kBinWidth;
  auto const mean_excess = (excess + kBelief * kUsualExcess) / (in_tail + kBelief);
  auto const beyond = (at - static_cast<double>(first + 1)) * kBinWidth;
  return -std::log10(in_tail / (known_ + 1)) + beyond / mean_excess / std::numbers::ln10;
}

void Tail::add(double size) {
  auto const into = bin(place(size));
  counts_[into] += 1;
  top_ = std::max(top_, into);
  known_ += 1;
  if (known_ <= kMost) return;
  for (auto& count : counts_) count /= 2;
  known_ /= 2;
}

}  // namespace pb::series
