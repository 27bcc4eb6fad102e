#include "store/facts.h"

namespace pb::store {
namespace {

// How the column `day` says "the whole month".
auto day_column(std::optional<Day> day) -> Day {
  return day.value_or(Day{0});
}

}  // namespace

auto insert_fact(sql::Session& session, NewFact const& fact) -> std::optional<FactId> {
  return session.one<FactId>(
      "insert into facts (territory_id, month, day, amount, user_id, submitted_at, late) "
      "values ($1, $2, $3, $4, $5, $6, $7) on conflict (territory_id, month, day) do nothing returning id",
      fact.territory, fact.month, day_column(fact.day), fact.amount, fact.user, fact.at, fact.late);
}

auto find_fact(sql::Session& session, TerritoryId territory, Month month, std::optional<Day> day)
    -> std::optional<GivenValue> {
  return session.one<GivenValue>(
      "select f.id, f.amount, f.user_id, coalesce(u.name, ''), f.submitted_at, f.late from facts f "
      "left join users u on u.id = f.user_id where f.territory_id = $1 and f.month = $2 and f.day = $3",
      territory, month, day_column(day));
}

auto change_fact(sql::Session& session, TerritoryId territory, Month month, std::optional<Day> day,
                 Money before, Money after) -> bool {
  return session.run(
             "update facts set amount = $1 where territory_id = $2 and month = $3 and day = $4 and amount = "
             "$5",
             after, territory, month, day_column(day), before) == 1;
}

}  // namespace pb::store
