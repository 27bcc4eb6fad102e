#pragma once

#include <cstdint>
#include <optional>
#include <variant>

namespace pb::analytics {

// One number of an answer: "no data", an exact integer in its column's unit, or (plain numbers of formulas) a
// finite double.
using Value = std::variant<std::monostate, std::int64_t, double>;

[[nodiscard]] inline auto has_data(Value const& value) -> bool {
  return !std::holds_alternative<std::monostate>(value);
}
[[nodiscard]] inline auto to_value(std::optional<std::int64_t> number) -> Value {
  return number ? Value(*number) : Value();
}
// Wide enough for every 64-bit integer and every double; 0 for "no data".
[[nodiscard]] auto as_real(Value const& value) -> long double;

// More than any amount of 64 bits times 20 000.
__extension__ using Wide = __int128;

// numerator / denominator, exactly, rounded half away from zero, as domain/attainment.h rounds. Nothing where
// the denominator is 0 or the result leaves 64 bits. |numerator| and |denominator| below 2^125.
[[nodiscard]] auto rounded_quotient(Wide numerator, Wide denominator) -> std::optional<std::int64_t>;

// part / whole in basis points. Nothing where whole is not above 0: a share of nothing, or of a loss, says
// nothing.
[[nodiscard]] auto ratio(Wide part, Wide whole) -> std::optional<std::int64_t>;

// now - before, in the unit of both; "no data" where either is, or where the difference does not fit.
[[nodiscard]] auto change(Value const& now, Value const& before) -> Value;
// The change in basis points of |before|; "no data" also where before is 0.
[[nodiscard]] auto change_in_percent(Value const& now, Value const& before) -> Value;

}  // namespace pb::analytics
