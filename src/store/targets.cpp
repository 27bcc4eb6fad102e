#include "store/targets.h"

namespace pb::store {

auto list_targets(sql::Session& session, Month month, std::optional<OfficeId> office)
    -> std::vector<TargetListed> {
  return session.all<TargetListed>(
      "select t.office_id, coalesce(o.name, ''), t.geo_id, coalesce(g.name, ''), t.first_month, t.months, "
      "t.amount "
      "from targets t left join offices o on o.id = t.office_id left join geos g on g.id = t.geo_id "
      "where t.first_month <= $1 and t.first_month + t.months > $1 "
      "and (cast($2 as bigint) is null or t.office_id = $2) "
      "order by coalesce(o.name, ''), coalesce(g.name, ''), t.months, t.first_month",
      month, office);
}

void save_target(sql::Session& session, Target const& target, std::optional<UserId> by, Instant now) {
  session.run(
      "insert into targets (office_id, geo_id, first_month, months, amount, set_by, set_at) "
      "values ($1, $2, $3, $4, $5, $6, $7) "
      "on conflict (coalesce(office_id, 0), coalesce(geo_id, 0), first_month, months) do update set "
      "amount = excluded.amount, set_by = excluded.set_by, set_at = excluded.set_at",
      target.office, target.geo, target.first, target.months, target.amount, by, now);
}

auto delete_target(sql::Session& session, Target const& target) -> bool {
  return session.run(
             "delete from targets where coalesce(office_id, 0) = coalesce(cast($1 as bigint), 0) "
             "and coalesce(geo_id, 0) = coalesce(cast($2 as bigint), 0) and first_month = $3 and months = $4",
             target.office, target.geo, target.first, target.months) == 1;
}

auto month_targets(sql::Session& session, Month first, Month last, std::optional<OfficeId> office)
    -> std::vector<MonthTarget> {
  return session.all<MonthTarget>(
      "select t.office_id, t.first_month, max(case when t.geo_id is null then t.amount end), "
      "cast(sum(case when t.geo_id is not null then t.amount end) as bigint) "
      "from targets t join offices o on o.id = t.office_id "
      "where t.months = 1 and t.first_month between $1 and $2 and o.archived_at is null "
      "and (cast($3 as bigint) is null or t.office_id = $3) group by t.office_id, t.first_month",
      first, last, office);
}

auto target_of_months(sql::Session& session, Month first, Month last, std::optional<OfficeId> office)
    -> std::optional<Money> {
  std::optional<Money> sum;
  for (auto const& row : month_targets(session, first, last, office)) {
    auto const amount = row.of_office ? row.of_office : row.of_territories;
    if (amount) sum = Money{sum.value_or(Money{}).minor + amount->minor};
  }
  return sum;
}

}  // namespace pb::store
