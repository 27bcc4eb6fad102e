#include "collection/value_lists.h"

#include "collection/scope.h"

namespace pb::collection {

auto list_values(store::Unit& unit, Actor const& actor, store::ValueKind kind, store::ValueFilter filter,
                 std::int64_t after, std::int64_t limit) -> Result<std::vector<store::ListedValue>> {
  PB_TRY(filter.office, readable_office(actor, filter.office));
  return store::list_values(unit.sql, kind, filter, after, limit);
}

auto find_value(store::Unit& unit, Actor const& actor, store::ValueKind kind, std::int64_t id)
    -> Result<store::ListedValue> {
  auto found = store::find_value(unit.sql, kind, id);
  if (!found || !may_read(actor, found->office))
    return fail(ErrorCode::not_found, Message("error.value.not_found"), "id");
  return std::move(*found);
}

}  // namespace pb::collection
