#include "collection/prompts.h"

#include "collection/record.h"
#include "collection/scope.h"
#include "domain/time_zone.h"
#include "store/closings.h"
#include "store/offices.h"
#include "store/prompts.h"

namespace pb::collection {
namespace {

using store::Notice;
using store::NoticeChannel;

// Those of the rows who want the notice in Telegram. `minute` is the time of day where they are.
auto targets(std::vector<store::PromptRow> rows, Notice notice, std::int64_t minute)
    -> std::vector<PromptTarget> {
  std::vector<PromptTarget> found;
  found.reserve(rows.size());
  for (auto& row : rows) {
    auto const preferences = store::preferences_from_json(row.preferences);
    if (preferences.channel(notice) != NoticeChannel::telegram) continue;
    found.push_back({.user = row.user,
                     .tg_id = row.tg_id,
                     .name = std::move(row.name),
                     .language = std::move(row.language),
                     .office = row.office,
                     .office_name = std::move(row.office_name),
                     .open = row.open,
                     .territories = row.territories,
                     .preferences = preferences,
                     .silent = preferences.quiet_at(minute)});
  }
  return found;
}

auto plan_targets(store::Unit& unit, std::string_view time_zone, Day day, store::ReminderMinutes minutes,
                  Notice notice) -> std::vector<PromptTarget> {
  return targets(store::prompt_rows(unit.sql, time_zone, day, minutes), notice,
                 local_minute(unit.now, time_zone));
}

void append_all(std::vector<PromptTarget>& all, std::vector<PromptTarget> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

auto office_zone(store::Unit& unit, OfficeId office) -> Result<std::string> {
  auto const found = store::find_office(unit.sql, office);
  if (!found) return office_not_found();
  if (found->archived_at)
    return fail(ErrorCode::conflict, Message("error.office.archived", {{"office", found->name}}));
  return found->time_zone;
}

}  // namespace

auto office_zones(store::Unit& unit) -> std::vector<std::string> {
  return store::office_time_zones(unit.sql);
}

auto who_to_prompt(store::Unit& unit, std::string_view time_zone, Day day) -> std::vector<PromptTarget> {
  return plan_targets(unit, time_zone, day, {}, Notice::prompt);
}

auto who_to_remind(store::Unit& unit, std::string_view time_zone, Day day) -> std::vector<PromptTarget> {
  return plan_targets(unit, time_zone, day, {.least = -1, .most = -1}, Notice::reminder);
}

auto who_to_remind_at(store::Unit& unit, std::string_view time_zone, Day day, std::int64_t minute)
    -> std::vector<PromptTarget> {
  // Asked every minute, and nearly always nobody has chosen it.
  if (!store::has_reminder_at(unit.sql, minute)) return {};
  return plan_targets(unit, time_zone, day, {.least = minute, .most = minute}, Notice::reminder);
}

auto who_to_ask_for_facts(store::Unit& unit, std::string_view time_zone, FactPeriod period)
    -> std::vector<PromptTarget> {
  return targets(store::fact_prompt_rows(unit.sql, time_zone, period), Notice::prompt,
                 local_minute(unit.now, time_zone));
}

auto ask_plans_now(store::Unit& unit, Actor const& actor) -> Result<std::vector<PromptTarget>> {
  if (!administers(actor)) return not_allowed();
  std::vector<PromptTarget> all;
  for (auto const& zone : office_zones(unit))
    append_all(all, who_to_prompt(unit, zone, local_day(unit.now, zone)));
  record(unit, actor, "plans.asked", {"organisation", 1}, {{"people", all.size()}});
  return all;
}

auto ask_facts_now(store::Unit& unit, Actor const& actor) -> Result<std::vector<PromptTarget>> {
  if (!administers(actor)) return not_allowed();
  std::vector<PromptTarget> all;
  for (auto const& zone : office_zones(unit)) {
    auto const period = fact_period_due(unit, local_day(unit.now, zone));
    append_all(all, who_to_ask_for_facts(unit, zone, period));
  }
  record(unit, actor, "facts.asked", {"organisation", 1}, {{"people", all.size()}});
  return all;
}

auto nudge(store::Unit& unit, Actor const& actor, OfficeId office) -> Result<std::vector<PromptTarget>> {
  if (!may_decide(actor, office)) return may_read(actor, office) ? not_allowed() : office_not_found();
  PB_TRY(auto const zone, office_zone(unit, office));

  auto const day = local_day(unit.now, zone);
  if (!store::note_nudge(unit.sql, office, day, acting_user(actor), unit.now, unit.now - kNudgePause)) {
    auto const last = store::last_nudge(unit.sql, office).value_or(unit.now);
    return fail(ErrorCode::conflict, Message("error.nudge.too_soon", {{"at", last}}));
  }
  auto people = targets(store::office_prompt_rows(unit.sql, office, day), Notice::reminder,
                        local_minute(unit.now, zone));
  record(unit, actor, "plan.nudged", {"office", office.value},
         {{"day", to_iso(day)}, {"people", people.size()}});
  return people;
}

}  // namespace pb::collection
