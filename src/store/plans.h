#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

using PlanId = Id<struct PlanTag>;
using FactId = Id<struct FactTag>;

// Everything that decides whether a value may be given, in one query: where the territory is, whether it is
// open, and whether the day and the month are closed for its office.
struct ValueGround {
  TerritoryId territory{};
  OfficeId office{};
  std::string office_name{};
  std::string geo_name{};
  std::string time_zone{};
  bool open = true;
  bool day_closed = false;
  bool month_closed = false;
};
auto value_ground(sql::Session& session, TerritoryId territory, Day day, Month month)
    -> std::optional<ValueGround>;

struct NewPlan {
  TerritoryId territory{};
  Day day{};
  Money amount{};
  std::optional<UserId> user{};
  Instant at{};
  bool late = false;
};
// A value as it stands. `by_name` is empty where nobody is known to have given it.
struct GivenValue {
  std::int64_t id = 0;
  Money amount{};
  std::optional<UserId> user{};
  std::string by_name{};
  Instant at{};
  bool late = false;
};

// Nothing where the territory has a plan for the day: the first one stays.
auto insert_plan(sql::Session& session, NewPlan const& plan) -> std::optional<PlanId>;
auto find_plan(sql::Session& session, TerritoryId territory, Day day) -> std::optional<GivenValue>;
// False where the plan is not `before` any more.
auto change_plan(sql::Session& session, TerritoryId territory, Day day, Money before, Money after) -> bool;

struct PlanOfDay {
  Day day{};
  Money amount{};
};
// What the quick amounts for a day come from: the territory's latest plans before it, latest first, as many
// as four weeks have days and one more. Empty for a territory outside `office`, where one is given.
auto plans_to_suggest(sql::Session& session, TerritoryId territory, Day day, std::optional<OfficeId> office)
    -> std::vector<PlanOfDay>;
// Totals of everything on these four days; days without plans are not listed.
auto day_totals(sql::Session& session, Day a, Day b, Day c, Day d) -> std::vector<PlanOfDay>;
// Days from first to last on which the office gave a plan, latest first.
auto office_plan_days(sql::Session& session, OfficeId office, Day first, Day last) -> std::vector<Day>;

}  // namespace pb::store
