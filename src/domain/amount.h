#pragma once

#include <boost/describe/enum.hpp>
#include <string_view>

#include "base/error.h"
#include "base/money.h"

namespace pb {

BOOST_DEFINE_ENUM_CLASS(AmountKind, plan, fact)

inline constexpr Money kAmountLimit{100'000'000'000};  // 1 000 000 000 in minor units, in either direction

// Reads an amount the way people type it: "12 345", "12,345.67", "1.234,56", "12к", "1.2 млн", "₴ 500", with
// any spaces, apostrophes and digits of any script. A single comma or dot before exactly three digits
// ("1,234") could mean two things and is refused, unless a multiplier or a leading zero makes it a decimal.
// Exact: never through a double. Errors are `invalid` about the field "amount", each with an example of a
// good amount: error.amount.empty, not_a_number, ambiguous, too_precise, above_limit, and
// error.plan.negative.
[[nodiscard]] auto parse_amount(std::string_view text, AmountKind kind) -> Result<Money>;

}  // namespace pb
