#include "store/value_lists.h"

namespace pb::store {
namespace {

// Both kinds in the same columns.
auto select_from(std::string const& table) -> std::string {
  return "select v.id, v.territory_id, t.office_id, o.name, t.geo_id, g.name, v.month, v.day, v.amount, "
         "v.user_id, coalesce(u.name, ''), v.submitted_at, v.late from " +
         table +
         " v join territories t on t.id = v.territory_id join offices o on o.id = t.office_id "
         "join geos g on g.id = t.geo_id left join users u on u.id = v.user_id ";
}

auto list_from(std::string const& table, std::string const& period) -> std::string {
  return select_from(table) +
         "where v.id > $1 and (cast($2 as bigint) is null or t.office_id = $2) "
         "and (cast($3 as bigint) is null or v.territory_id = $3) and v." +
         period + " between $4 and $5 order by v.id limit $6";
}

}  // namespace

auto list_values(sql::Session& session, ValueKind kind, ValueFilter const& filter, std::int64_t after,
                 std::int64_t limit) -> std::vector<ListedValue> {
  static auto const plans = list_from("plans", "day");
  static auto const facts = list_from("facts", "month");
  if (kind == ValueKind::plan)
    return session.all<ListedValue>(plans, after, filter.office, filter.territory, filter.first, filter.last,
                                    limit);
  return session.all<ListedValue>(facts, after, filter.office, filter.territory, Month::of(filter.first),
                                  Month::of(filter.last), limit);
}

auto find_value(sql::Session& session, ValueKind kind, std::int64_t id) -> std::optional<ListedValue> {
  static auto const plan = select_from("plans") + "where v.id = $1";
  static auto const fact = select_from("facts") + "where v.id = $1";
  return session.one<ListedValue>(kind == ValueKind::plan ? plan : fact, id);
}

}  // namespace pb::store
