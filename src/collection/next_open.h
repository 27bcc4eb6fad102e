#pragma once

#include "collection/submit_plan.h"
#include "store/sheets.h"

namespace pb::collection {

// The first open territory after the one just answered, in the order of names, starting over at the end.
auto next_in_order(Actor const& actor, std::vector<store::OpenBeside> const& open)
    -> std::optional<NextTerritory>;

}  // namespace pb::collection
