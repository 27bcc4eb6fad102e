#pragma once

#include <string_view>

#include "base/calendar.h"

namespace pb {

// Whether the system's time zone data knows the name ("Europe/Kyiv").
[[nodiscard]] auto is_time_zone(std::string_view name) -> bool;

// The calendar day, and the minute of it (0 to 1439), that a clock on the wall of this zone shows. The zone
// must be known; an unknown one is read as UTC. About 100 ns.
[[nodiscard]] auto local_day(Instant instant, std::string_view zone) -> Day;
[[nodiscard]] auto local_minute(Instant instant, std::string_view zone) -> std::int64_t;

// When that clock shows this minute of this day. A minute that daylight saving leaves out is read as the
// first moment after the gap; one that comes twice, as the first of the two.
[[nodiscard]] auto instant_at(Day day, std::int64_t minute, std::string_view zone) -> Instant;

}  // namespace pb
