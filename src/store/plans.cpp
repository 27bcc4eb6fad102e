#include "store/plans.h"

namespace pb::store {

auto value_ground(sql::Session& session, TerritoryId territory, Day day, Month month)
    -> std::optional<ValueGround> {
  return session.one<ValueGround>(
      "select t.id, t.office_id, o.name, g.name, coalesce(o.time_zone, n.time_zone, 'UTC'), "
      "case when coalesce(t.archived_at, o.archived_at, g.archived_at) is null then 1 else 0 end, "
      "case when exists (select 1 from closed_days c where c.office_id = t.office_id and c.day = $1) "
      "then 1 else 0 end, "
      "case when exists (select 1 from closed_months m where m.month = $2) then 1 else 0 end "
      "from territories t join offices o on o.id = t.office_id join geos g on g.id = t.geo_id "
      "left join organisation n on n.id = 1 where t.id = $3",
      day, month, territory);
}

auto insert_plan(sql::Session& session, NewPlan const& plan) -> std::optional<PlanId> {
  return session.one<PlanId>(
      "insert into plans (territory_id, day, month, amount, user_id, submitted_at, late) "
      "values ($1, $2, $3, $4, $5, $6, $7) on conflict (territory_id, day) do nothing returning id",
      plan.territory, plan.day, Month::of(plan.day), plan.amount, plan.user, plan.at, plan.late);
}

auto find_plan(sql::Session& session, TerritoryId territory, Day day) -> std::optional<GivenValue> {
  return session.one<GivenValue>(
      "select p.id, p.amount, p.user_id, coalesce(u.name, ''), p.submitted_at, p.late from plans p "
      "left join users u on u.id = p.user_id where p.territory_id = $1 and p.day = $2",
      territory, day);
}

auto change_plan(sql::Session& session, TerritoryId territory, Day day, Money before, Money after) -> bool {
  return session.run("update plans set amount = $1 where territory_id = $2 and day = $3 and amount = $4",
                     after, territory, day, before) == 1;
}

auto plans_to_suggest(sql::Session& session, TerritoryId territory, Day day, std::optional<OfficeId> office)
    -> std::vector<PlanOfDay> {
  return session.all<PlanOfDay>(
      "select p.day, p.amount from territories t join plans p on p.territory_id = t.id "
      "where t.id = $1 and (cast($2 as bigint) is null or t.office_id = $2) and p.day < $3 "
      "order by p.day desc limit 29",
      territory, office, day);
}

auto day_totals(sql::Session& session, Day a, Day b, Day c, Day d) -> std::vector<PlanOfDay> {
  return session.all<PlanOfDay>(
      "select day, cast(sum(amount) as bigint) from plans where day in ($1, $2, $3, $4) group by day order "
      "by day",
      a, b, c, d);
}

auto office_plan_days(sql::Session& session, OfficeId office, Day first, Day last) -> std::vector<Day> {
  return session.all<Day>(
      "select distinct p.day from territories t join plans p on p.territory_id = t.id "
      "where t.office_id = $1 and p.day between $2 and $3 order by p.day desc",
      office, first, last);
}

}  // namespace pb::store
