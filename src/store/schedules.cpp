#include "store/schedules.h"

namespace pb::store {

auto saved_schedules(sql::Session& session) -> std::vector<SavedSchedule> {
  return session.all<SavedSchedule>(
      "select name, expression, time_zone, enabled from schedules order by name");
}

void save_schedule(sql::Session& session, SavedSchedule const& schedule, Instant now) {
  session.run(
      "insert into schedules (name, expression, time_zone, enabled, updated_at) values ($1, $2, $3, $4, $5) "
      "on conflict (name) do update set expression = excluded.expression, time_zone = excluded.time_zone, "
      "enabled = excluded.enabled, updated_at = excluded.updated_at",
      schedule.name, schedule.expression, schedule.time_zone, schedule.enabled, now);
}

void delete_schedule(sql::Session& session, ScheduleName name) {
  session.run("delete from schedules where name = $1", name);
}

}  // namespace pb::store
