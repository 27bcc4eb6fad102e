#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "series/forecast/rolling.h"

namespace pb::series {

// How far off the truth may be, for each step ahead: half the width of the interval around the mean.
struct Spread {
  std::vector<double> half80;
  std::vector<double> half95;
};

// From the combination's errors at the origins: their size grows as a power of the step, fitted to all steps
// together; the quantiles are between Student's (seven degrees) and those of the errors seen; both are
// widened for the few values that the numbers were estimated from. `horizon` steps.
auto spread_of(std::span<Origin const> origins, std::span<double const> values, Weights const& weights,
               std::size_t season, std::size_t horizon) -> Spread;

// The same for a handful of values, too few for origins: the differences between neighbours; for a single
// value, a fifth of its size.
auto spread_of_few(std::span<double const> values, std::size_t horizon) -> Spread;

}  // namespace pb::series
