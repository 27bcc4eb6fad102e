#pragma once

#include "collection/period.h"

namespace pb::collection {

// The digest closes the day: of one office, or of all active offices in a time zone. From then on a plan is
// late and a change needs approval. A day that is over is closed even if no digest ran. Again: changes
// nothing. How many offices were closed. Event `day.closed` for each.
auto close_day(store::Unit& unit, OfficeId office, Day day) -> std::int64_t;
auto close_day_in_zone(store::Unit& unit, std::string_view time_zone, Day day) -> std::int64_t;

// The monthly report closes the month for facts. A month is closed in any case from the second day of the
// next.
void close_month(store::Unit& unit, Month month);

}  // namespace pb::collection
