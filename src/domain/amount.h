#pragma once

#include <boost/describe/enum.hpp>
#include <string_view>

#include "base/error.h"
#include "base/money.h"

namespace pb {

BOOST_DEFINE_ENUM_CLASS(AmountKind, plan, fact)

inline constexpr Money kAmountLimit{100'000'000'000};  // 1 000 000 000 in minor units, in either direction

// Reads an amount the way people type it: "12 345", "12,345.67", "1.234,56", "12к", "1.2 млн", "₴ 500", with
// any spaces, apostrophes, minus signs and digits of any script. README.md has the rules, and says why
// "1,234" is refused. Exact: never through a double. With the organisation's currency (ISO 4217), an amount
// that names another one is refused; without, currency words say nothing.
//
// Errors are `invalid` about the field "amount": error.amount.empty, not_a_number, ambiguous (with `whole`
// and `decimal`, the two readings), too_precise, above_limit (`limit`), other_currency (`currency`,
// `typed`), and error.plan.negative. A negative fact is read; asking whether it is meant is the caller's.
[[nodiscard]] auto parse_amount(std::string_view text, AmountKind kind, std::string_view currency = {})
    -> Result<Money>;

}  // namespace pb
