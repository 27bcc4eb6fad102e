#pragma once

#include "analytics/cube/version.h"
#include "analytics/query/query.h"
#include "analytics/query/table.h"
#include "domain/permission.h"

namespace pb::analytics {

// Answers a query from one state of the numbers, as docs/query.md says. What lies outside the scope takes
// part in no number, and its ids are as unknown as those that nobody has. `today` is the day relative ranges
// count from. Refusals name the part of the query (JSON pointer) and the reason; sums that leave 64 bits are
// refused.
[[nodiscard]] auto answer(Version const& version, Query const& query, Scope const& scope, Day today)
    -> Result<Table>;

}  // namespace pb::analytics
