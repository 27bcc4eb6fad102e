#pragma once

#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "store/targets.h"
#include "store/unit.h"

namespace pb::collection {

// Goals that touch a month; heads and managers see those of the own office.
auto list_targets(store::Unit& unit, Actor const& actor, Month month)
    -> Result<std::vector<store::TargetListed>>;
// Sets or replaces; by owner or admin, by a head for the own office and its territories. Needs an office, a
// geo, or both (an existing territory). A quarter starts where the fiscal year's quarters do. Event
// `target.set`.
auto set_target(store::Unit& unit, Actor const& actor, store::Target const& target) -> Result<void>;
// Event `target.removed`; not_found where there is none.
auto remove_target(store::Unit& unit, Actor const& actor, store::Target const& target) -> Result<void>;

}  // namespace pb::collection
