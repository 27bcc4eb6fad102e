#pragma once

#include <optional>
#include <span>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

// Plans and facts by the hundred thousand, for whoever brings them from elsewhere. One at a time goes through
// the use cases of `collection`.
namespace pb::store {

struct PlanRow {
  TerritoryId territory;
  Day day;
  Money amount;
  std::optional<UserId> user;
  Instant submitted_at;
  bool late = false;
};

// The fact of a whole month.
struct FactRow {
  TerritoryId territory;
  Month month;
  Money amount;
  std::optional<UserId> user;
  Instant submitted_at;
  bool late = false;
};

// Amount of one territory and day, or month.
struct DayAmount {
  Day day;
  Money amount;
};
struct MonthAmount {
  Month month;
  Money amount;
};

// How many rows were inserted: all of them, or it throws.
auto insert_plans(sql::Session& session, std::span<PlanRow const> rows) -> std::int64_t;
// Facts of whole months.
auto insert_facts(sql::Session& session, std::span<FactRow const> rows) -> std::int64_t;

auto plan_amounts(sql::Session& session, TerritoryId territory) -> std::vector<DayAmount>;
// Facts of whole months.
auto fact_amounts(sql::Session& session, TerritoryId territory) -> std::vector<MonthAmount>;

}  // namespace pb::store
