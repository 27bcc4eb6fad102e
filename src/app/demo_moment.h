#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"

namespace pb::app {

// When "18:50", "month_end 19:00" or "month_start 09:00" comes next after an instant, by the zone's clock on
// the wall. Nothing for text that names no such moment.
[[nodiscard]] auto next_demo_moment(std::string_view name, std::string_view zone, Instant after)
    -> std::optional<Instant>;

// How next_demo_moment() names the time of a schedule; nothing for a cron expression that is not once a day,
// or once a month on its first or last day.
[[nodiscard]] auto demo_moment_of(std::string_view cron_expression) -> std::optional<std::string>;

}  // namespace pb::app
