#include "collection/period.h"

#include "collection/scope.h"
#include "domain/time_zone.h"
#include "store/offices.h"
#include "store/organisation.h"

namespace pb::collection {
namespace {

constexpr auto kNoZone = "UTC";  // before the organisation is set up

}  // namespace

auto office_today(store::Unit& unit, OfficeId office) -> Result<Day> {
  auto const found = store::find_office(unit.sql, office);
  if (!found) return office_not_found();
  return local_day(unit.now, found->time_zone);
}

auto organisation_today(store::Unit& unit) -> Day {
  auto const organisation = store::find_organisation(unit.sql);
  return local_day(unit.now, organisation ? organisation->time_zone : kNoZone);
}

auto today_of(store::Unit& unit, std::optional<OfficeId> office) -> Result<Day> {
  if (office) return office_today(unit, *office);
  return organisation_today(unit);
}

auto fact_month_due(Day today) -> Month {
  auto const month = Month::of(today);
  return today == month.last() ? month : month - 1;
}

auto fact_period_due(store::Unit& unit, Day today) -> FactPeriod {
  auto const organisation = store::find_organisation(unit.sql);
  bool const daily = organisation && organisation->fact_grain == store::FactGrain::day;
  return daily ? FactPeriod::of(today) : FactPeriod::of(fact_month_due(today));
}

}  // namespace pb::collection
