#include "collection/fact_sheet.h"

#include "collection/scope.h"
#include "collection/sheet_rows.h"
#include "store/closings.h"
#include "store/organisation.h"

namespace pb::collection {

auto fact_sheet(store::Unit& unit, Actor const& actor, std::optional<FactPeriod> period,
                std::optional<OfficeId> office) -> Result<FactSheet> {
  PB_TRY(auto const scope, readable_office(actor, office));
  PB_TRY(auto const today, today_of(unit, scope));
  auto const wanted = period ? *period : fact_period_due(unit, today);
  return FactSheet{
      .period = wanted,
      .today = today,
      .closed = today > wanted.month.last() + 1 || store::is_month_closed(unit.sql, wanted.month),
      .sheet = sheet_of(store::fact_rows(unit.sql, wanted, scope), actor)};
}

}  // namespace pb::collection
