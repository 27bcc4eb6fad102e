#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "base/calendar.h"
#include "base/error.h"

namespace pb {

// A five-field cron expression: minute, hour, day of month, month, day of week. Each field takes *, numbers,
// ranges a-b, steps /n, lists a,b and (months, weekdays) English three-letter names; day of month also L, the
// last day. As in Vixie cron, a day matches by either day field when both are restricted. Sunday is 0 or 7.
struct CronExpression {
  std::bitset<60> minutes;
  std::bitset<24> hours;
  std::bitset<32> days;
  std::bitset<13> months;
  std::bitset<7> weekdays;
  bool last_day = false;
  bool any_day = false;      // day of month is *
  bool any_weekday = false;  // day of week is *

  // Whether something is due on this day at all.
  [[nodiscard]] auto matches(Day day) const -> bool;
};

// The error is `invalid` about the field "expression" (error.cron.fields, error.cron.value with the part that
// is wrong, error.cron.never for a date that does not exist, such as 31 February).
[[nodiscard]] auto parse_cron(std::string_view text) -> Result<CronExpression>;

// The first slot after `instant`, and the last one at or before it, by the zone's clock on the wall. Daylight
// saving: a time that the clock skips comes at the first moment after the gap, a time that comes twice counts
// once, the first time. Nothing where there is none within ten years.
[[nodiscard]] auto next_slot(CronExpression const& cron, std::string_view zone, Instant after)
    -> std::optional<Instant>;
[[nodiscard]] auto last_slot(CronExpression const& cron, std::string_view zone, Instant at)
    -> std::optional<Instant>;

}  // namespace pb
