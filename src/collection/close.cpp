#include "collection/close.h"

#include "collection/record.h"
#include "store/closings.h"

namespace pb::collection {
namespace {

void record_closing(store::Unit& unit, OfficeId office, Day day) {
  record(unit, Actor::system(), "day.closed", {"office", office.value}, {{"day", to_iso(day)}});
}

}  // namespace

auto close_day(store::Unit& unit, OfficeId office, Day day) -> std::int64_t {
  if (!store::close_day(unit.sql, office, day, unit.now)) return 0;
  record_closing(unit, office, day);
  return 1;
}

auto close_day_in_zone(store::Unit& unit, std::string_view time_zone, Day day) -> std::int64_t {
  auto const closed = store::close_day_in_zone(unit.sql, time_zone, day, unit.now);
  for (auto const office : closed) record_closing(unit, office, day);
  return static_cast<std::int64_t>(closed.size());
}

void close_month(store::Unit& unit, Month month) {
  if (!store::close_month(unit.sql, month, unit.now)) return;
  record(unit, Actor::system(), "month.closed", {"month", month.months}, {{"month", to_iso(month)}});
}

}  // namespace pb::collection
