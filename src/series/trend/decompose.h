#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace pb::series::trend {

// A series taken apart: value = level + seasonal + rest wherever there is a value. Each vector is as long as
// the series; level and seasonal are known in the gaps too, rest is NaN there.
struct Parts {
  std::vector<double> level{};
  std::vector<double> seasonal{};  // the same in every cycle, adding up to 0 over one; all 0 without a season
  std::vector<double> rest{};
  std::vector<double> weights{};  // 1 for an ordinary value, towards 0 for one that does not fit, 0 in gaps
  std::size_t season = 1;         // the season that was taken out; 1 where there was none to take out
};

// Seasonal-trend decomposition by loess after Cleveland, Cleveland, McRae & Terpenning 1990, "STL", with a
// periodic season and their bisquare robustness weights; the level is a locally linear fit over one and a
// half seasons, at least 13 steps. A season is taken out where each of its places has at least two values and
// more than two cycles are there; otherwise the series is level and rest. NaN is a gap; at least one value is
// known, all are finite.
[[nodiscard]] auto decompose(std::span<double const> values, std::size_t season) -> Parts;

// How much of what varies around the level is the season, from 0 to 1 (Wang, Smith & Hyndman 2006: 1 -
// Var(rest) / Var(seasonal + rest)), with each variance over its degrees of freedom, so that chance in few
// cycles is not called a season, and with the weights of the parts.
[[nodiscard]] auto season_strength(Parts const& parts) -> double;

}  // namespace pb::series::trend
