#pragma once

#include "reports/asker.h"

namespace pb::reports {

// Lines by time, with what is to come and the days out of the ordinary where the definition wants them.
[[nodiscard]] auto build_line(Asker const& asker, ChartDefinition const& definition,
                              analytics::Query const& query, analytics::Table const& table)
    -> Result<ChartPart>;

}  // namespace pb::reports
