#pragma once

#include <algorithm>
#include <boost/describe/enum.hpp>
#include <cmath>
#include <cstddef>
#include <span>

namespace pb::series::trend {

BOOST_DEFINE_ENUM_CLASS(Side, below, at_or_above)

// So many values in a row, ending with the newest, on one side of a line: "the 4th week below plan".
struct Streak {
  Side side = Side::at_or_above;
  std::size_t length = 0;   // 0: nothing is known
  std::size_t longest = 0;  // the longest run of the same side in the whole series, this one included
};

// Values oldest first, such as attainments with a line of 1, or differences with a line of 0. NaN at the end
// has not come yet and is stepped over; a NaN further back ends a run, for nobody knows.
[[nodiscard]] inline auto streak_of(std::span<double const> values, double line) -> Streak {
  while (!values.empty() && std::isnan(values.back())) values = values.first(values.size() - 1);
  if (values.empty()) return {};
  auto const on_side = [&](double value, Side side) {
    return !std::isnan(value) && (value < line) == (side == Side::below);
  };
  Streak streak{.side = values.back() < line ? Side::below : Side::at_or_above};
  std::size_t run = 0;
  for (auto const value : values) {
    run = on_side(value, streak.side) ? run + 1 : 0;
    streak.longest = std::max(streak.longest, run);
  }
  streak.length = run;
  return streak;
}

}  // namespace pb::series::trend
