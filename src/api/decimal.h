#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"

namespace pb::api {

// Amounts as programs write them: decimal digits of major units, a point, at most two decimals; "-12345.60".
// No exponent, no plus, no separators. Nothing for anything else, or beyond 64 bits of minor units.
[[nodiscard]] auto parse_decimal(std::string_view text) -> std::optional<Money>;
// Always with two decimals: "12345.60".
[[nodiscard]] auto to_decimal(Money amount) -> std::string;

}  // namespace pb::api
