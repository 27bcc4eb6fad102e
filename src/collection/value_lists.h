#pragma once

#include "base/error.h"
#include "domain/actor.h"
#include "store/unit.h"
#include "store/value_lists.h"

// Plans and facts one by one, for programs; people read sheets.
namespace pb::collection {

// In the order they were given, those with an id above `after`. An office the actor does not see: not_found.
auto list_values(store::Unit& unit, Actor const& actor, store::ValueKind kind, store::ValueFilter filter,
                 std::int64_t after, std::int64_t limit) -> Result<std::vector<store::ListedValue>>;
auto find_value(store::Unit& unit, Actor const& actor, store::ValueKind kind, std::int64_t id)
    -> Result<store::ListedValue>;

}  // namespace pb::collection
