#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "store/schedules.h"
#include "store/unit.h"

namespace pb::collection {

using store::ScheduleName;

// Whose clock a schedule follows while it has no time zone of its own.
BOOST_DEFINE_ENUM_CLASS(OwnZone, office, organisation)

// One of the five times (rule 6), as it is in force.
struct Schedule {
  ScheduleName name = ScheduleName::plan_prompt;
  std::string expression{};                // cron: minute hour day-of-month month day-of-week
  std::optional<std::string> time_zone{};  // set by an admin; absent: by `own_zone`
  OwnZone own_zone = OwnZone::office;
  bool enabled = true;
  bool changed = false;  // differs from the product's own
};

// The product's own times: 18:50 prompt, 19:15 reminder, 19:30 digest, last day 19:00 facts, 1st 09:00
// report.
auto default_schedule(ScheduleName name) -> Schedule;
// All five, in the order of a day. For the scheduler, which needs no actor.
auto schedules(store::Unit& unit) -> std::vector<Schedule>;
auto list_schedules(store::Unit& unit, Actor const& actor) -> Result<std::vector<Schedule>>;

struct ScheduleChange {
  std::optional<std::string> expression{};
  std::optional<std::optional<std::string>> time_zone{};  // an inner nothing: back to its own zone
  std::optional<bool> enabled{};
};
// By owner or admin. invalid: not a cron expression, or not a time zone. Event `schedule.changed`.
auto change_schedule(store::Unit& unit, Actor const& actor, ScheduleName name, ScheduleChange const& change)
    -> Result<Schedule>;
// "18:50" for plans and digests: the same time every day; the days of a monthly schedule stay. invalid: not a
// time.
auto change_schedule_time(store::Unit& unit, Actor const& actor, ScheduleName name, std::string_view time)
    -> Result<Schedule>;
// Back to the product's own.
auto reset_schedule(store::Unit& unit, Actor const& actor, ScheduleName name) -> Result<Schedule>;

}  // namespace pb::collection
