#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace pb::series::trend {

// How fast a series rises or falls, per step, and how surely.
struct Slope {
  double per_step = 0;
  // The confidence interval; absent where there is too little history to bound it on both sides.
  struct Interval {
    double low = 0;
    double high = 0;
  };
  std::optional<Interval> interval{};
  // Two-sided p-value of "there is no trend" (Mann-Kendall); 1 where nothing can be said.
  double p_value = 1;
};

inline constexpr double kConfidence = 0.95;

// The median of the slopes between all pairs of values (Theil 1950; Sen 1968, "Estimates of the regression
// coefficient based on Kendall's tau", with his nonparametric interval, ties counted). Values that follow
// each other closely tell less than as many separate ones: the variance of Kendall's S is widened for the
// first-order autocorrelation of what is left of the line (Yue & Wang 2004), corrected for its bias (Marriott
// & Pope 1954). With a season of 2 or more steps only values of the same season are compared, and the
// seasons' dependence widens the interval (Hirsch, Slack & Smith 1982; Hirsch & Slack 1984, the covariance as
// Dietz & Killeen 1981 for gaps). NaN is a gap; other values are finite. Nothing where no two values can be
// compared. Time and memory grow with the square of the values: the caller bounds them.
[[nodiscard]] auto slope_of(std::span<double const> values, std::size_t season,
                            double confidence = kConfidence) -> std::optional<Slope>;

// The autocorrelation at a distance of one step, without its bias towards -1/n; within [-0.99, 0.99]. Gaps
// (NaN) are stepped over. 0 below 8 pairs of neighbours.
[[nodiscard]] auto first_autocorrelation(std::span<double const> values) -> double;

}  // namespace pb::series::trend
