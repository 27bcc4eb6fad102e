#include "bot/scheduled.h"

#include <algorithm>

#include "bot/notices.h"
#include "collection/close.h"
#include "collection/prompts.h"
#include "domain/time_zone.h"

namespace pb::bot {
namespace {

// A schedule with a time zone of its own comes once for everybody, the others once for the offices of each
// zone.
auto zones_meant(store::Unit& unit, ScheduledRun const& run) -> std::vector<std::string> {
  auto const schedules = collection::schedules(unit);
  auto const schedule = std::ranges::find(schedules, run.name, &collection::Schedule::name);
  bool const for_everybody = !run.own_minute && schedule != schedules.end() && schedule->time_zone;
  return for_everybody ? collection::office_zones(unit) : std::vector{run.zone};
}

void prompt_for_facts(store::Unit& unit, Surroundings const& surroundings, std::string const& zone, Day day) {
  auto const organisation = store::find_organisation(unit.sql);
  if (!organisation) return;
  auto const daily = organisation->fact_grain == store::FactGrain::day;
  auto const period =
      daily ? collection::FactPeriod::of(day) : collection::FactPeriod::of(collection::fact_month_due(day));
  prompt_people(unit, surroundings, collection::who_to_ask_for_facts(unit, zone, period), Prompt::fact);
}

void digest(store::Unit& unit, Surroundings const& surroundings, Day day) {
  for (auto const& zone : collection::office_zones(unit)) {
    collection::close_day_in_zone(unit, zone, local_day(unit.now, zone));
  }
  send_digest(unit, surroundings, day);
}

void prompt_zone(store::Unit& unit, Surroundings const& surroundings, ScheduledRun const& run,
                 std::string const& zone) {
  auto const day = local_day(run.slot, zone);
  if (run.own_minute) {
    return prompt_people(unit, surroundings, collection::who_to_remind_at(unit, zone, day, *run.own_minute),
                         Prompt::reminder);
  }
  switch (run.name) {
    case collection::ScheduleName::plan_prompt:
      return prompt_people(unit, surroundings, collection::who_to_prompt(unit, zone, day), Prompt::plan);
    case collection::ScheduleName::plan_reminder:
      return prompt_people(unit, surroundings, collection::who_to_remind(unit, zone, day), Prompt::reminder);
    case collection::ScheduleName::fact_prompt:
      return prompt_for_facts(unit, surroundings, zone, day);
    case collection::ScheduleName::digest:
    case collection::ScheduleName::monthly_report:
      return;
  }
}

}  // namespace

void run_schedule(store::Unit& unit, Surroundings const& surroundings, ScheduledRun const& run) {
  auto const day = local_day(run.slot, run.zone);
  switch (run.name) {
    case collection::ScheduleName::plan_prompt:
    case collection::ScheduleName::plan_reminder:
    case collection::ScheduleName::fact_prompt:
      for (auto const& zone : zones_meant(unit, run)) prompt_zone(unit, surroundings, run, zone);
      return;
    case collection::ScheduleName::digest:
      return digest(unit, surroundings, day);
    case collection::ScheduleName::monthly_report:
      collection::close_month(unit, Month::of(day) - 1);
      return send_monthly_report(unit, surroundings, Month::of(day) - 1);
  }
}

}  // namespace pb::bot
