#pragma once

#include <optional>
#include <vector>

#include "analytics/outlook/expected.h"

namespace pb::analytics {

// fact / plan of whoever has a fact, month by month, oldest first; NaN where nobody had one.
using Attainments = std::vector<double>;

// What the attainment of the month `ahead` months after the last will be (1: the next one). Absent below
// `fewest` known months. Never below 0 in the mean unless it was below 0 before.
[[nodiscard]] auto attainment_ahead(Attainments const& history, std::size_t ahead, std::size_t fewest)
    -> std::optional<Guess>;

// plan x attainment of two independent guesses: Var = a^2 Var(p) + p^2 Var(a) + Var(p) Var(a) (Goodman 1960).
[[nodiscard]] auto product(Guess const& plan, Guess const& attainment) -> Guess;

}  // namespace pb::analytics
