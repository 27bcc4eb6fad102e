#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "collection/period.h"
#include "domain/actor.h"
#include "store/preferences.h"

namespace pb::collection {

// Somebody to be asked or reminded. One query for all of them, whatever their number.
struct PromptTarget {
  UserId user{};
  std::int64_t tg_id = 0;
  std::string name{};
  std::string language{};
  OfficeId office{};
  std::string office_name{};
  std::int64_t open = 0;         // territories of the office without a value
  std::int64_t territories = 0;  // open for values at all
  store::Preferences preferences{};
  bool silent = false;  // in their quiet hours: send without a sound
};

// The time zones in force in active offices; one run of a prompt's schedule serves one of them.
auto office_zones(store::Unit& unit) -> std::vector<std::string>;

// Rule 1: every active, reachable manager of the zone's active offices who has a territory still open for the
// day.
auto who_to_prompt(store::Unit& unit, std::string_view time_zone, Day day) -> std::vector<PromptTarget>;
// The same people at the reminder: those who follow the schedule, or those whose own reminder time is
// `minute` of the day (call it each minute).
auto who_to_remind(store::Unit& unit, std::string_view time_zone, Day day) -> std::vector<PromptTarget>;
auto who_to_remind_at(store::Unit& unit, std::string_view time_zone, Day day, std::int64_t minute)
    -> std::vector<PromptTarget>;
// Rule 4: managers with a territory that has no fact for the period.
auto who_to_ask_for_facts(store::Unit& unit, std::string_view time_zone, FactPeriod period)
    -> std::vector<PromptTarget>;

// The commands /ask_potential and /ask_fact: an owner or admin asks everybody now, whatever the zone; event
// `plans.asked` or `facts.asked`. Days and months are each office's own current ones (facts: the month due).
auto ask_plans_now(store::Unit& unit, Actor const& actor) -> Result<std::vector<PromptTarget>>;
auto ask_facts_now(store::Unit& unit, Actor const& actor) -> Result<std::vector<PromptTarget>>;

// A head (own office), owner or admin reminds by hand: people of the office who have something open today.
// Not more often than kNudgePause (conflict that says when it was last). Event `plan.nudged`.
inline constexpr std::chrono::minutes kNudgePause{15};
auto nudge(store::Unit& unit, Actor const& actor, OfficeId office) -> Result<std::vector<PromptTarget>>;

}  // namespace pb::collection
