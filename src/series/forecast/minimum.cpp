#include "series/forecast/minimum.h"

#include <nlopt.h>

#include <algorithm>
#include <memory>

namespace pb::series {
namespace {

struct Watched {
  std::function<double(std::span<double const>)> const& objective;
  std::vector<double> best;
  double value;
};

auto evaluate(unsigned count, double const* at, double* /*gradient*/, void* data) -> double {
  auto& watched = *static_cast<Watched*>(data);
  std::span<double const> const point(at, count);
  auto const value = watched.objective(point);
  if (value < watched.value) {
    watched.value = value;
    watched.best.assign(point.begin(), point.end());
  }
  return value;
}

}  // namespace

auto minimum(SearchSpace const& space, std::function<double(std::span<double const>)> const& objective)
    -> std::vector<double> {
  auto point = space.start;
  for (std::size_t at = 0; at < point.size(); ++at)
    point[at] = std::clamp(point[at], space.lower[at], space.upper[at]);
  Watched watched{.objective = objective, .best = point, .value = objective(point)};
  std::unique_ptr<nlopt_opt_s, decltype(&nlopt_destroy)> const search(
      nlopt_create(NLOPT_LN_NELDERMEAD, static_cast<unsigned>(point.size())), &nlopt_destroy);
  nlopt_set_lower_bounds(search.get(), space.lower.data());
  nlopt_set_upper_bounds(search.get(), space.upper.data());
  nlopt_set_initial_step(search.get(), space.step.data());
  nlopt_set_min_objective(search.get(), evaluate, &watched);
  nlopt_set_maxeval(search.get(), space.evaluations);
  nlopt_set_ftol_rel(search.get(), space.tolerance);
  double value = 0;
  // However the search ends, the best point seen is what counts.
  nlopt_optimize(search.get(), point.data(), &value);
  return watched.best;
}

}  // namespace pb::series
