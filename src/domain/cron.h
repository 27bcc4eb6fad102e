#pragma once

#include <bitset>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string_view>

#include "base/calendar.h"
#include "base/error.h"

namespace pb {

inline constexpr int kCronYears = 40;  // a 29 February on a given weekday can be that far away

BOOST_DEFINE_ENUM_CLASS(CronField, minute, hour, day, month, weekday)

// A five-field cron expression: minute, hour, day of month, month, day of week. Each field takes *, numbers,
// ranges a-b, steps /n, lists a,b and (months, weekdays) English three-letter names; day of month also L, the
// last day. As in Vixie cron, a day matches by either day field, unless one of them starts with *: then by
// both. Sunday is 0 or 7.
struct CronExpression {
  std::bitset<60> minutes;
  std::bitset<24> hours;
  std::bitset<32> days;
  std::bitset<13> months;
  std::bitset<7> weekdays;
  bool last_day = false;
  bool both_days = false;  // a day must match both day fields, not one of them

  // Whether something is due on this day at all.
  [[nodiscard]] auto matches(Day day) const -> bool;
};

// The error is `invalid` about the field "expression": error.cron.fields where there are not five,
// error.cron.value with the part that is wrong and its CronField by name, error.cron.never for a date that
// does not exist, such as 31 February.
[[nodiscard]] auto parse_cron(std::string_view text) -> Result<CronExpression>;

// The first slot after an instant, and the last one at or before it, by the zone's clock on the wall.
// Daylight saving: a time that the clock skips comes at the first moment after the gap (several such times
// are one slot), a time that comes twice counts once, the first time; so "every minute" rests in the repeated
// hour. Nothing where there is none within kCronYears.
[[nodiscard]] auto next_slot(CronExpression const& cron, std::string_view zone, Instant after)
    -> std::optional<Instant>;
[[nodiscard]] auto last_slot(CronExpression const& cron, std::string_view zone, Instant at)
    -> std::optional<Instant>;

}  // namespace pb
