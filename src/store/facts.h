#pragma once

#include <optional>

#include "store/plans.h"

namespace pb::store {

// `day` is absent for the fact of a whole month.
struct NewFact {
  TerritoryId territory;
  Month month{};
  std::optional<Day> day;
  Money amount{};
  std::optional<UserId> user;
  Instant at{};
  bool late = false;
};

// Nothing where the territory has a fact for the period: the first one stays.
auto insert_fact(sql::Session& session, NewFact const& fact) -> std::optional<FactId>;
auto find_fact(sql::Session& session, TerritoryId territory, Month month, std::optional<Day> day)
    -> std::optional<GivenValue>;
// False where the fact is not `before` any more.
auto change_fact(sql::Session& session, TerritoryId territory, Month month, std::optional<Day> day,
                 Money before, Money after) -> bool;

}  // namespace pb::store
