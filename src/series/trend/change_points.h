#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace pb::series::trend {

// Since which value (its index) the level is another one.
struct ChangePoint {
  std::size_t first = 0;
  double before = 0;  // the robust level of the stretch that ends here, and of the one that begins
  double after = 0;
};

inline constexpr std::size_t kShortestStretch = 4;  // known values between two changes

// Where the level of a series without season moves and stays. The segmentation with the least cost, found by
// PELT (Killick, Fearnhead & Eckley 2012). The cost is the squared distance from the stretch's mean after
// single strangers were drawn in to three deviations (of neighbours' differences) from their running median
// (Hampel), so that one wild day is not a new level; the price of a change is 3 log n variances (the modified
// BIC, Zhang & Siegmund 2007), with the variance and the first-order autocorrelation, which raises the price,
// from differences of neighbours that a change of level hardly touches (Chakar, Lebarbier, Levy-Leduc & Robin
// 2017). A steady rise is no change: where a straight line explains the series as cheaply, there are none.
// NaN is a gap; others are finite.
[[nodiscard]] auto change_points(std::span<double const> values) -> std::vector<ChangePoint>;

}  // namespace pb::series::trend
