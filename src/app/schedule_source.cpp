#include "app/schedule_source.h"

#include "bot/scheduled.h"
#include "collection/prompts.h"
#include "collection/schedules.h"
#include "store/organisation.h"

namespace pb::app {
namespace {

auto zones_of(collection::Schedule const& schedule, std::vector<std::string> const& office_zones,
              std::string const& organisation_zone) -> std::vector<std::string> {
  if (schedule.time_zone) return {*schedule.time_zone};
  if (schedule.own_zone == collection::OwnZone::office) return office_zones;
  return {organisation_zone};
}

}  // namespace

auto schedules_in_force(sql::Session& session) -> std::vector<jobs::Schedule> {
  store::Unit unit{session, Instant{}};
  auto const organisation = store::find_organisation(session);
  if (!organisation) return {};
  auto const office_zones = collection::office_zones(unit);
  std::vector<jobs::Schedule> all;
  for (auto const& schedule : collection::schedules(unit)) {
    if (!schedule.enabled) continue;
    auto const name = std::string(enum_name(schedule.name));
    for (auto const& zone : zones_of(schedule, office_zones, organisation->time_zone)) {
      all.push_back({.name = name + "@" + zone,
                     .expression = schedule.expression,
                     .zone = zone,
                     .kind = std::string(kScheduleJob),
                     .args = "\"" + name + "\""});
    }
  }
  return all;
}

auto schedule_handler(sql::Database& database, Clock const& clock, bot::Surroundings surroundings)
    -> jobs::Handler {
  return [&database, &clock, surroundings](jobs::Attempt& attempt) -> Result<void> {
    auto const run = jobs::cron_run(attempt.job());
    auto const name =
        enum_from_name<collection::ScheduleName>(std::string_view(run.args).substr(1, run.args.size() - 2));
    if (!name) return fail(ErrorCode::invalid, Message("error.not_found"), "schedule");
    database.write([&](sql::Session& session) {
      store::Unit unit{session, clock.now()};
      bot::run_schedule(unit, surroundings, {.name = *name, .slot = run.slot, .zone = run.zone});
      attempt.complete_in(session);
    });
    return {};
  };
}

}  // namespace pb::app
