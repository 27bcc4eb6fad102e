#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace pb::series {

// The Theta method with lines 0 and 2 (Assimakopoulos & Nikolopoulos 2000), in its form of simple exponential
// smoothing with half the slope of the regression on time as drift (Hyndman & Billah 2003).
struct Theta {
  double smoothing = 0.5;
};

// The smoothing that predicts the values best, one step ahead. Needs two values.
auto fit_theta(std::span<double const> values) -> Theta;
auto continue_theta(Theta const& theta, std::span<double const> values, std::size_t horizon)
    -> std::vector<double>;

// The dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016): the line's
// weight is estimated, and its intercept and slope follow the data up to each moment.
struct DynamicTheta {
  double level = 0;        // before the first value
  double smoothing = 0.5;  // alpha
  double weight = 0.5;     // 1 - 1/theta
};

// Least squares of the one-step errors. Needs three values.
auto fit_dynamic_theta(std::span<double const> values) -> DynamicTheta;
auto continue_dynamic_theta(DynamicTheta const& theta, std::span<double const> values, std::size_t horizon)
    -> std::vector<double>;

}  // namespace pb::series
