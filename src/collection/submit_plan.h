#pragma once

#include "collection/period.h"
#include "domain/actor.h"
#include "store/plans.h"

namespace pb::collection {

using store::PlanId;

struct Plan {
  PlanId id{};
  TerritoryId territory{};
  std::string geo_name{};
  std::string office_name{};
  Day day{};
  Money amount{};
  bool late = false;  // after the digest closed the day
};

// One plan for a territory and a day: row and event `plan.submitted` in the caller's transaction.
// not_found: the territory does not exist or is not the actor's (any more). conflict: somebody was first, and
// the message says who and how much (args who, amount, mine = 0 or 1); or the territory or office is
// archived. invalid: negative, above the limit, or a day that is not open for plans. Of two at the same
// moment exactly one succeeds, on every engine.
auto submit_plan(store::Unit& unit, Actor const& actor, TerritoryId territory, Day day, Money amount)
    -> Result<Plan>;

// The next territory without a plan on `day` in the same office, after `after` in the sheet's order and then
// from its start; nothing when all are given. For "offered at once" without building the whole sheet.
struct NextTerritory {
  TerritoryId territory{};
  std::string geo_name{};
  std::int64_t open = 0;  // territories still without a plan, this one included
};
auto next_open_plan(store::Unit& unit, Actor const& actor, Day day, TerritoryId after)
    -> std::optional<NextTerritory>;

}  // namespace pb::collection
