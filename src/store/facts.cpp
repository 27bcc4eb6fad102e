#include "store/facts.h"

namespace pb::store {

auto insert_fact(sql::Session& session, NewFact const& fact) -> std::optional<FactId> {
  return session.one<FactId>(
      "insert into facts (territory_id, month, day, amount, user_id, submitted_at, late) "
      "values ($1, $2, $3, $4, $5, $6, $7) on conflict (territory_id, month, day) do nothing returning id",
      fact.territory, fact.period.month, fact.period.day_column(), fact.amount, fact.user, fact.at,
      fact.late);
}

auto find_fact(sql::Session& session, TerritoryId territory, FactPeriod period) -> std::optional<GivenValue> {
  return session.one<GivenValue>(
      "select f.id, f.amount, f.user_id, coalesce(u.name, ''), f.submitted_at, f.late from facts f "
      "left join users u on u.id = f.user_id where f.territory_id = $1 and f.month = $2 and f.day = $3",
      territory, period.month, period.day_column());
}

auto change_fact(sql::Session& session, TerritoryId territory, FactPeriod period, Money before, Money after)
    -> bool {
  return session.run(
             "update facts set amount = $1 where territory_id = $2 and month = $3 and day = $4 and amount = "
             "$5",
             after, territory, period.month, period.day_column(), before) == 1;
}

}  // namespace pb::store
