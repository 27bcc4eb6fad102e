#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "series/forecast/ets.h"

namespace pb::series {

// A damped trend of the means of `size` values each: noise averages out, the long movement stays (Kourentzes,
// Petropoulos & Trapero 2014, multiple temporal aggregation).
struct Aggregate {
  std::size_t size = 1;
  EtsModel model;
};

// Of values without season: one model for each whole part of a season (2, 3, 4 and 6 months of a year), as
// long as ten means are known. Empty where there is none.
auto fit_aggregates(std::span<double const> values, std::size_t season) -> std::vector<Aggregate>;

// The mean of what the models say; blocks are counted back from the last value.
auto continue_aggregates(std::span<Aggregate const> aggregates, std::span<double const> values,
                         std::size_t horizon) -> std::vector<double>;

}  // namespace pb::series
