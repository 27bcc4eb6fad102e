#pragma once

#include <span>
#include <vector>

#include "store/facts.h"
#include "store/plans.h"

// Plans and facts by the hundred thousand, for whoever brings them from elsewhere. One at a time goes through
// the use cases of `collection`.
namespace pb::store {

// Inserts all of them, or throws; their ids in the order of the rows.
auto insert_plans(sql::Session& session, std::span<NewPlan const> plans) -> std::vector<PlanId>;
auto insert_facts(sql::Session& session, std::span<NewFact const> facts) -> std::vector<FactId>;

// Everything a territory has: its plans by day, its facts of whole months.
auto plan_amounts(sql::Session& session, TerritoryId territory) -> std::vector<PlanOfDay>;
struct FactOfMonth {
  Month month{};
  Money amount{};
};
auto fact_amounts(sql::Session& session, TerritoryId territory) -> std::vector<FactOfMonth>;

}  // namespace pb::store
