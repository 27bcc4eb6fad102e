#include "collection/schedules.h"

#include <algorithm>

#include "base/enum_name.h"
#include "collection/record.h"
#include "collection/scope.h"
#include "domain/cron.h"
#include "domain/time_zone.h"

namespace pb::collection {
namespace {

auto merged(Schedule schedule, std::vector<store::SavedSchedule> const& saved) -> Schedule {
  auto const found = std::ranges::find(saved, schedule.name, &store::SavedSchedule::name);
  if (found == saved.end()) return schedule;
  schedule.expression = found->expression;
  schedule.time_zone = found->time_zone;
  schedule.enabled = found->enabled;
  schedule.changed = true;
  return schedule;
}

auto schedule_now(store::Unit& unit, ScheduleName name) -> Schedule {
  return merged(default_schedule(name), store::saved_schedules(unit.sql));
}

void record_change(store::Unit& unit, Actor const& actor, Schedule const& schedule) {
  boost::json::object data{
      {"name", enum_name(schedule.name)}, {"expression", schedule.expression}, {"enabled", schedule.enabled}};
  if (schedule.time_zone) data["time_zone"] = *schedule.time_zone;
  record(unit, actor, "schedule.changed", {"schedule", static_cast<std::int64_t>(schedule.name)}, data);
}

// "18:50" as minute of the day.
auto minute_of_day(std::string_view time) -> std::optional<int> {
  auto const colon = time.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || time.size() != colon + 3)
    return std::nullopt;
  auto const number = [](std::string_view digits) -> std::optional<int> {
    int value = 0;
    for (char const c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  auto const hour = number(time.substr(0, colon));
  auto const minute = number(time.substr(colon + 1));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return *hour * 60 + *minute;
}

// The expression with another time of day; its days stay.
auto at_time(std::string_view expression, int minute_of_day) -> std::string {
  auto const minute_end = expression.find(' ');
  auto const hour_end = expression.find(' ', minute_end + 1);
  return std::to_string(minute_of_day % 60) + " " + std::to_string(minute_of_day / 60) +
         std::string(expression.substr(hour_end));
}

}  // namespace

auto default_schedule(ScheduleName name) -> Schedule {
  switch (name) {
    case ScheduleName::plan_prompt:
      return {.name = name, .expression = "50 18 * * *", .own_zone = OwnZone::office};
    case ScheduleName::plan_reminder:
      return {.name = name, .expression = "15 19 * * *", .own_zone = OwnZone::office};
    case ScheduleName::digest:
      return {.name = name, .expression = "30 19 * * *", .own_zone = OwnZone::organisation};
    case ScheduleName::fact_prompt:
      return {.name = name, .expression = "0 19 L * *", .own_zone = OwnZone::office};
    case ScheduleName::monthly_report:
      return {.name = name, .expression = "0 9 1 * *", .own_zone = OwnZone::organisation};
  }
  throw std::logic_error("a schedule without a time of its own");
}

auto schedules(store::Unit& unit) -> std::vector<Schedule> {
  auto const saved = store::saved_schedules(unit.sql);
  std::vector<Schedule> all;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<ScheduleName>>(
      [&](auto entry) { all.push_back(merged(default_schedule(entry.value), saved)); });
  return all;
}

auto list_schedules(store::Unit& unit, Actor const& actor) -> Result<std::vector<Schedule>> {
  if (!administers(actor)) return not_allowed();
  return schedules(unit);
}

auto change_schedule(store::Unit& unit, Actor const& actor, ScheduleName name, ScheduleChange const& change)
    -> Result<Schedule> {
  if (!administers(actor)) return not_allowed();
  if (change.expression) PB_CHECK(parse_cron(*change.expression));
  if (change.time_zone && *change.time_zone && !is_time_zone(**change.time_zone))
    return fail(ErrorCode::invalid, Message("error.time_zone.unknown", {{"name", **change.time_zone}}),
                "time_zone");

  auto schedule = schedule_now(unit, name);
  auto const before = schedule;
  if (change.expression) schedule.expression = *change.expression;
  if (change.time_zone) schedule.time_zone = *change.time_zone;
  if (change.enabled) schedule.enabled = *change.enabled;
  bool const same = schedule.expression == before.expression && schedule.time_zone == before.time_zone &&
                    schedule.enabled == before.enabled;
  if (same) return before;

  store::save_schedule(unit.sql, {name, schedule.expression, schedule.time_zone, schedule.enabled}, unit.now);
  schedule.changed = true;
  record_change(unit, actor, schedule);
  return schedule;
}

auto change_schedule_time(store::Unit& unit, Actor const& actor, ScheduleName name, std::string_view time)
    -> Result<Schedule> {
  auto const minute = minute_of_day(time);
  if (!minute) return fail(ErrorCode::invalid, Message("error.time.unreadable"), "time");
  return change_schedule(unit, actor, name,
                         {.expression = at_time(schedule_now(unit, name).expression, *minute)});
}

auto reset_schedule(store::Unit& unit, Actor const& actor, ScheduleName name) -> Result<Schedule> {
  if (!administers(actor)) return not_allowed();
  auto const schedule = default_schedule(name);
  if (!schedule_now(unit, name).changed) return schedule;
  store::delete_schedule(unit.sql, name);
  record_change(unit, actor, schedule);
  return schedule;
}

}  // namespace pb::collection
