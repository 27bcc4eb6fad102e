#include "store/bulk_values.h"

#include "sql/bulk_insert.h"

namespace pb::store {
namespace {

// A plan as the table holds it: with the month of its day.
struct StoredPlan {
  TerritoryId territory;
  Day day;
  Month month;
  Money amount;
  std::optional<UserId> user;
  Instant submitted_at;
  bool late;
};

}  // namespace

auto insert_plans(sql::Session& session, std::span<PlanRow const> rows) -> std::int64_t {
  std::vector<StoredPlan> stored;
  stored.reserve(rows.size());
  for (auto const& row : rows)
    stored.push_back(
        {row.territory, row.day, Month::of(row.day), row.amount, row.user, row.submitted_at, row.late});
  return sql::insert_rows(session, "plans (territory_id, day, month, amount, user_id, submitted_at, late)",
                          std::span<StoredPlan const>(stored));
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
