#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "series/forecast/panel.h"

namespace pb::series {

// What the experts would have said at an earlier moment, when only the first `at` values were known; as far
// ahead as the values reach, at most the horizon.
struct Origin {
  std::size_t at = 0;
  Opinions said;
};

// Every moment of the history's later half, or evenly spread ones where these are many (at most 24). Empty
// where the history is too short to be judged by.
auto rolling_origins(Panel const& panel, std::span<double const> values, std::size_t season,
                     std::size_t horizon) -> std::vector<Origin>;

using Weights = std::array<double, kExperts>;

// Each expert's share of the combined forecast, in all one: the less its mean absolute error over the
// origins, the more. How sharply it counts grows with the number of whole horizons seen: little evidence,
// nearly equal shares, as simple averages are hard to beat (Clemen 1989; Petropoulos & Svetunkov 2020). The
// seasonal naive has none.
auto weights_of(std::span<Origin const> origins, std::span<double const> values, std::size_t horizon)
    -> Weights;

auto combined(Opinions const& said, Weights const& weights) -> std::vector<double>;

// The mean absolute error of the combination over the origins; infinite without any.
auto error_of(std::span<Origin const> origins, std::span<double const> values, Weights const& weights)
    -> double;

}  // namespace pb::series
