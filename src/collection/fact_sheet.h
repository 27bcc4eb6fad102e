#pragma once

#include "collection/plan_sheet.h"

namespace pb::collection {

struct FactSheet {
  FactPeriod period{};
  Day today{};
  bool closed = false;  // the month's report has gone out: what is given now is late, changes need approval
  Sheet sheet{};
};

// Like plan_sheet, for facts. Without `period`: what is due now (the month due by fact_month_due, or today
// where facts are entered daily).
auto fact_sheet(store::Unit& unit, Actor const& actor, std::optional<FactPeriod> period = {},
                std::optional<OfficeId> office = {}) -> Result<FactSheet>;

}  // namespace pb::collection
