#include "store/bulk_values.h"

#include "sql/bulk.h"

namespace pb::store {
namespace {

// Rows as the tables hold them: with the month of a day, and 0 for no day.
struct PlanRow {
  TerritoryId territory;
  Day day;
  Month month;
  Money amount;
  std::optional<UserId> user;
  Instant at;
  bool late;
};
struct FactRow {
  TerritoryId territory;
  Month month;
  Day day;
  Money amount;
  std::optional<UserId> user;
  Instant at;
  bool late;
};

template <class Id, class Row>
auto insert(sql::Session& session, std::string_view into, std::vector<Row> const& rows) -> std::vector<Id> {
  std::vector<Id> ids;
  ids.reserve(rows.size());
  sql::insert_rows(session, into, std::span<Row const>(rows), "returning id",
                   [&](sql::RowView const& view) { ids.push_back(sql::read_row<Id>(view)); });
  return ids;
}

}  // namespace

auto insert_plans(sql::Session& session, std::span<NewPlan const> plans) -> std::vector<PlanId> {
  std::vector<PlanRow> rows;
  rows.reserve(plans.size());
  for (auto const& plan : plans)
    rows.push_back(
        {plan.territory, plan.day, Month::of(plan.day), plan.amount, plan.user, plan.at, plan.late});
  return insert<PlanId>(session, "plans (territory_id, day, month, amount, user_id, submitted_at, late)",
                        rows);
}

auto insert_facts(sql::Session& session, std::span<NewFact const> facts) -> std::vector<FactId> {
  std::vector<FactRow> rows;
  rows.reserve(facts.size());
  for (auto const& fact : facts)
    rows.push_back({fact.territory, fact.period.month, fact.period.day_column(), fact.amount, fact.user,
                    fact.at, fact.late});
  return insert<FactId>(session, "facts (territory_id, month, day, amount, user_id, submitted_at, late)",
                        rows);
}

auto plan_amounts(sql::Session& session, TerritoryId territory) -> std::vector<PlanOfDay> {
  return session.all<PlanOfDay>("select day, amount from plans where territory_id = $1", territory);
}

auto fact_amounts(sql::Session& session, TerritoryId territory) -> std::vector<FactOfMonth> {
  return session.all<FactOfMonth>("select month, amount from facts where territory_id = $1 and day = 0",
                                  territory);
}

}  // namespace pb::store
