#pragma once

#include "analytics/cube/version.h"
#include "analytics/outlook/explain.h"
#include "analytics/query/query.h"
#include "analytics/query/table.h"

namespace pb::analytics {

// Everybody of one dimension in two periods, for explain(). `where` says who takes part (its days, grain and
// grouping are not looked at): scope and filters. In order of their numbers. Values of unknown people are
// those of manager kAnyone.
[[nodiscard]] auto compare(Version const& version, Slice where, DayRange before, DayRange after,
                           Dimension dimension) -> Result<std::vector<ComparedRow>>;

}  // namespace pb::analytics
