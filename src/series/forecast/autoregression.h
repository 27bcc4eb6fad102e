#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace pb::series {

// The next value, or the next change, from the last ones: an autoregression on the values with a constant, or
// on their first differences without one.
struct Autoregression {
  enum class Of { values, changes } of = Of::changes;
  double constant = 0;
  std::vector<double> coefficients{};  // of the last value first; none: a random walk
};

// Least squares; order and kind by AICc on the same targets. At most eighth order, and a twelfth of the
// values.
auto fit_autoregression(std::span<double const> values) -> Autoregression;
auto continue_autoregression(Autoregression const& model, std::span<double const> values, std::size_t horizon)
    -> std::vector<double>;

}  // namespace pb::series
