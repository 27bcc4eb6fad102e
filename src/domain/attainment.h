#pragma once

#include <cstdint>
#include <optional>

#include "base/money.h"

namespace pb {

// A ratio in hundredths of a percent: 10'000 is 100 %.
using BasisPoints = std::int64_t;
inline constexpr BasisPoints kOnPlan = 10'000;

// fact - plan. "No data" where there is no fact, or where the difference does not fit.
[[nodiscard]] auto delta(std::optional<Money> fact, Money plan) -> std::optional<Money>;

// fact / plan, exactly, rounded half away from zero. "No data", and never 0 % or infinity, where there is no
// fact or nothing was planned.
[[nodiscard]] auto attainment(std::optional<Money> fact, Money plan) -> std::optional<BasisPoints>;

}  // namespace pb
