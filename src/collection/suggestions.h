#pragma once

#include <optional>

#include "collection/period.h"
#include "domain/actor.h"

namespace pb::collection {

// Amounts for quick buttons. Each may be absent; equal ones are not repeated (yesterday is kept first, then
// the average).
struct Suggestions {
  std::optional<Money> yesterday{};
  std::optional<Money>
      weekday_average{};        // of the same weekday in the last four weeks, rounded to whole units
  std::optional<Money> last{};  // the latest value before the day
  std::optional<Day> last_day{};
};

// One indexed query. Territories out of the actor's scope have no suggestions.
auto suggest_plan(store::Unit& unit, Actor const& actor, TerritoryId territory, Day day) -> Suggestions;

}  // namespace pb::collection
