#pragma once

#include <optional>

#include "store/fact_period.h"
#include "store/plans.h"

namespace pb::store {

struct NewFact {
  TerritoryId territory{};
  FactPeriod period{};
  Money amount{};
  std::optional<UserId> user{};
  Instant at{};
  bool late = false;
};

// Nothing where the territory has a fact for the period: the first one stays.
auto insert_fact(sql::Session& session, NewFact const& fact) -> std::optional<FactId>;
auto find_fact(sql::Session& session, TerritoryId territory, FactPeriod period) -> std::optional<GivenValue>;
// False where the fact is not `before` any more.
auto change_fact(sql::Session& session, TerritoryId territory, FactPeriod period, Money before, Money after)
    -> bool;

}  // namespace pb::store
