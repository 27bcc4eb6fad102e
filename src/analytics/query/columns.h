#pragma once

#include <string>
#include <vector>

#include "analytics/query/query.h"

namespace pb::analytics {

// Which number of a measure: its own, that of the comparison, the change between them, the change in percent.
enum class Part { own, compared, change, percent };

struct NumberColumn {
  std::string name;
  Kind kind = Kind::number;
  std::size_t measure = 0;  // place in Query::measures
  Part part = Part::own;
};

inline constexpr auto kPeriodColumn = "period";

// The columns of numbers that a query asks for, in the order of its measures. A comparison with an earlier
// period gives every measure its compared value and the change, and the percentage to those that are no
// ratio; one with the target gives these to plan and fact.
[[nodiscard]] auto number_columns(Query const& query) -> std::vector<NumberColumn>;

// Whether the query's comparison, if it has one, says something about this measure.
[[nodiscard]] auto compares(Query const& query, AskedMeasure const& measure) -> bool;

}  // namespace pb::analytics
