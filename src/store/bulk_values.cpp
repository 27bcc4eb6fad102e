#include "store/bulk_values.h"

#include "sql/bulk_insert.h"

namespace pb::store {

auto insert_plans(sql::Session& session, std::span<PlanRow const> rows) -> std::int64_t {
  return sql::insert_rows(session, "plans (territory_id, day, amount, user_id, submitted_at, late)", rows);
}

auto insert_facts(sql::Session& session, std::span<FactRow const> rows) -> std::int64_t {
  return sql::insert_rows(session, "facts (territory_id, month, amount, user_id, submitted_at, late)", rows);
}

auto plan_amounts(sql::Session& session, TerritoryId territory) -> std::vector<DayAmount> {
  return session.all<DayAmount>("select day, amount from plans where territory_id = $1", territory);
}

auto fact_amounts(sql::Session& session, TerritoryId territory) -> std::vector<MonthAmount> {
  return session.all<MonthAmount>("select month, amount from facts where territory_id = $1 and day = 0",
                                  territory);
}

}  // namespace pb::store
