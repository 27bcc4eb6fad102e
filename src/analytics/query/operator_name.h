#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "analytics/query/query.h"

namespace pb::analytics {

inline constexpr std::array<std::pair<Operator, std::string_view>, 6> kOperatorSigns{
    {{Operator::less, "<"},
     {Operator::at_most, "<="},
     {Operator::more, ">"},
     {Operator::at_least, ">="},
     {Operator::equal, "="},
     {Operator::unequal, "!="}}};

// An operator as it is written in a query.
constexpr auto sign_of(Operator op) -> std::string_view {
  for (auto const& [known, sign] : kOperatorSigns) {
    if (known == op) return sign;
  }
  return "?";
}
constexpr auto operator_from_sign(std::string_view sign) -> std::optional<Operator> {
  for (auto const& [op, known] : kOperatorSigns) {
    if (known == sign) return op;
  }
  return std::nullopt;
}

}  // namespace pb::analytics
