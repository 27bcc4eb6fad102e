#pragma once

#include <boost/describe/enum.hpp>
#include <cstddef>
#include <expected>
#include <span>
#include <vector>

#include "series/trend/change_points.h"
#include "series/trend/slope.h"

namespace pb::series {

// Where a series is going.
struct Trend {
  double level = 0;                           // where it stands now, season and noise taken off
  trend::Slope slope{};                       // per step, with its 95 % interval
  double season_strength = 0;                 // 0: no season, towards 1: nothing but season
  std::vector<trend::ChangePoint> changes{};  // oldest first; indices into the history given
  std::size_t known = 0;                      // values that all this stands on
};

BOOST_DEFINE_ENUM_CLASS(TrendProblem, no_values, not_finite)

struct TrendError {
  TrendProblem problem = TrendProblem::no_values;
  std::size_t at = 0;  // the index of the value that is not finite
};

// Older values than this do not say where a series is going now; they are not looked at.
inline constexpr std::size_t kTrendValues = 1'000;

// Looks at the last kTrendValues values of a history, oldest first. `season` is the number of steps in a
// cycle (7 for days, 12 for months), 0 or 1 for none; a season for which the history is too short is left
// out. NaN is a gap; an infinite value, or none at all, is refused.
[[nodiscard]] auto trend_of(std::span<double const> history, std::size_t season)
    -> std::expected<Trend, TrendError>;

}  // namespace pb::series
