#pragma once

#include <functional>
#include <span>
#include <vector>

namespace pb::series {

// Where to look for a minimum: within [lower, upper], beginning at `start` with steps of `step`.
struct SearchSpace {
  std::vector<double> start;
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> step;
  int evaluations = 200;    // at most
  double tolerance = 1e-5;  // relative change of the objective that ends the search
};

// The best point that Nelder and Mead's simplex (1965, bounded as in NLopt) finds; never worse than the
// start. The objective may return any number but NaN. Deterministic.
auto minimum(SearchSpace const& space, std::function<double(std::span<double const>)> const& objective)
    -> std::vector<double>;

}  // namespace pb::series
