#pragma once

#include "analytics/query/measures.h"
#include "analytics/query/query.h"

namespace pb::analytics {

// Refuses a query whose parts make no sense together: nothing or something twice asked for, a range upside
// down or longer than kMostYears, orders and filters of columns that are not there, what cannot be told by
// manager. The error's field is the JSON pointer of the part. Needs no data.
[[nodiscard]] auto check(Query const& query) -> Result<Measures>;

[[nodiscard]] auto groups_by(Query const& query, Dimension dimension) -> bool;

}  // namespace pb::analytics
