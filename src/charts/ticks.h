#pragma once

#include <cstddef>
#include <vector>

#include "charts/chart.h"

namespace pb::charts {

// A value axis: its ends are ticks, so all values lie between labels.
struct Scale {
  double low = 0;
  double high = 1;
  std::vector<double> ticks{};  // rising

  // Where a value lies from low (0) to high (1).
  [[nodiscard]] auto part(double value) const -> double { return (value - low) / (high - low); }
};

// Ticks that people would choose, at most `most` (at least 2), around the values: Heckbert's loose labelling
// ("Nice numbers for graph labels", Graphics Gems, 1990), where the step is chosen by simplicity, coverage
// and density as Talbot, Lin & Hanrahan weigh them ("An extension of Wilkinson's algorithm", InfoVis 2010).
// No two neighbours read the same in these words. Where all values are equal the scale stands on zero; where
// all are zero, zero is the only tick. Values that are no numbers, or out of order, are the caller's mistake
// (std::invalid_argument).
[[nodiscard]] auto nice_scale(double low, double high, std::size_t most, Words const& words) -> Scale;

// What a scale has to hold.
struct Range {
  double low = 0;
  double high = 0;

  void add(Number const& value);
  void add(std::vector<Number> const& values);
  [[nodiscard]] auto empty() const -> bool { return !any_; }

 private:
  bool any_ = false;
};

// Zero belongs to the axis of a line where it costs at most half of the height.
[[nodiscard]] auto with_near_zero(Range const& range) -> Range;

}  // namespace pb::charts
