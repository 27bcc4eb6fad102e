#include "app/schedule_source.h"

#include <fmt/format.h>

#include "bot/scheduled.h"
#include "collection/prompts.h"
#include "collection/schedules.h"
#include "store/organisation.h"
#include "store/prompts.h"

namespace pb::app {
namespace {

auto zones_of(collection::Schedule const& schedule, std::vector<std::string> const& office_zones,
              std::string const& organisation_zone) -> std::vector<std::string> {
  if (schedule.time_zone) return {*schedule.time_zone};
  if (schedule.own_zone == collection::OwnZone::office) return office_zones;
  return {organisation_zone};
}

// A reminder for those who chose this minute of the day, by their office's clock.
auto own_reminder(std::int64_t minute, std::string const& zone) -> jobs::Schedule {
  auto const name = fmt::format("{}:{}", enum_name(collection::ScheduleName::plan_reminder), minute);
  return {.name = name + "@" + zone,
          .expression = fmt::format("{} {} * * *", minute % 60, minute / 60),
          .zone = zone,
          .kind = std::string(kScheduleJob),
          .args = "\"" + name + "\""};
}

// "digest", or "plan_reminder:1150" of an own reminder.
auto run_of(jobs::CronRun const& run) -> std::optional<bot::ScheduledRun> {
  auto const words = bot::Route::parse(std::string_view(run.args).substr(1, run.args.size() - 2));
  auto const name = enum_from_name<collection::ScheduleName>(words.verb);
  if (!name) return std::nullopt;
  return bot::ScheduledRun{.name = *name, .slot = run.slot, .zone = run.zone, .own_minute = words.number(0)};
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
  for (auto const minute : store::reminder_minutes(session)) {
    for (auto const& zone : office_zones) all.push_back(own_reminder(minute, zone));
  }
  return all;
}

auto schedule_handler(sql::Database& database, Clock const& clock, bot::Surroundings surroundings)
    -> jobs::Handler {
  return [&database, &clock, surroundings](jobs::Attempt& attempt) -> Result<void> {
    auto const run = run_of(jobs::cron_run(attempt.job()));
    if (!run) return fail(ErrorCode::invalid, Message("error.not_found"), "schedule");
    database.write([&](sql::Session& session) {
      store::Unit unit{session, clock.now()};
      bot::run_schedule(unit, surroundings, *run);
      attempt.complete_in(session);
    });
    return {};
  };
}

}  // namespace pb::app
