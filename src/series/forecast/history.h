#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace pb::series {

// A history made ready: no gaps, values of mean size one, not longer than models can use.
struct History {
  std::vector<double> values{};
  double scale = 1;            // what a value was divided by
  std::size_t gap_at_end = 0;  // how many steps before now the last observation lies
  double least = 0;            // of the observations, unscaled
};

// Leaves out the gaps (NaN) at both ends and fills those between by interpolation, along the season where two
// seasons are known. Keeps the last 1,500 observations, or six seasons (35 where a season is a day of
// hours) if these are more.
auto ready_history(std::span<double const> observations, std::size_t season) -> History;

}  // namespace pb::series
