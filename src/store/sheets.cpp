#include "store/sheets.h"

#include <algorithm>
#include <tuple>

namespace pb::store {
namespace {

// Sorted here and not by the engine, so that both databases list in the same order.
auto in_order(std::vector<ValueRow> rows) -> std::vector<ValueRow> {
  std::ranges::sort(rows, {}, [](ValueRow const& row) {
    return std::tie(row.office_name, row.office, row.geo_name, row.territory);
  });
  return rows;
}

auto in_order(std::vector<OpenBeside> rows) -> std::vector<OpenBeside> {
  std::ranges::sort(rows, {}, [](OpenBeside const& row) { return std::tie(row.geo_name, row.territory); });
  return rows;
}

}  // namespace

auto plan_rows(sql::Session& session, Day day, std::optional<OfficeId> office) -> std::vector<ValueRow> {
  static std::string const of_all =
      "select t.id, t.geo_id, g.name, t.office_id, o.name, "
      "case when coalesce(t.archived_at, o.archived_at, g.archived_at) is null then 1 else 0 end, "
      "p.amount, p.user_id, coalesce(u.name, ''), p.submitted_at, coalesce(p.late, 0), "
      "case when exists (select 1 from corrections c where c.territory_id = t.id and c.kind = 'plan' "
      "and c.day = $1 and c.state = 'requested') then 1 else 0 end "
      "from territories t join offices o on o.id = t.office_id join geos g on g.id = t.geo_id "
      "left join plans p on p.territory_id = t.id and p.day = $1 left join users u on u.id = p.user_id "
      "where (p.id is not null or coalesce(t.archived_at, o.archived_at, g.archived_at) is null)";
  static auto const of_office = of_all + " and t.office_id = $2";
  return in_order(office ? session.all<ValueRow>(of_office, day, *office)
                         : session.all<ValueRow>(of_all, day));
}

auto fact_rows(sql::Session& session, FactPeriod period, std::optional<OfficeId> office)
    -> std::vector<ValueRow> {
  static std::string const of_all =
      "select t.id, t.geo_id, g.name, t.office_id, o.name, "
      "case when coalesce(t.archived_at, o.archived_at, g.archived_at) is null then 1 else 0 end, "
      "f.amount, f.user_id, coalesce(u.name, ''), f.submitted_at, coalesce(f.late, 0), "
      "case when exists (select 1 from corrections c where c.territory_id = t.id and c.kind = 'fact' "
      "and c.month = $1 and c.day = $2 and c.state = 'requested') then 1 else 0 end "
      "from territories t join offices o on o.id = t.office_id join geos g on g.id = t.geo_id "
      "left join facts f on f.territory_id = t.id and f.month = $1 and f.day = $2 "
      "left join users u on u.id = f.user_id "
      "where (f.id is not null or (coalesce(t.archived_at, o.archived_at, g.archived_at) is null "
      "and (t.created_at < $3 or exists (select 1 from plans p where p.territory_id = t.id "
      "and p.day between $4 and $5))))";
  static auto const of_office = of_all + " and t.office_id = $6";
  auto const month = period.month;
  auto const day = period.day_column();
  return in_order(
      office
          ? session.all<ValueRow>(of_office, month, day, period.end(), period.first(), period.last(), *office)
          : session.all<ValueRow>(of_all, month, day, period.end(), period.first(), period.last()));
}

// Asked after every answer. An outer join, because SQLite opens the index anew for each row of a "not
// exists".
auto open_beside_for_plan(sql::Session& session, TerritoryId after, Day day) -> std::vector<OpenBeside> {
  return in_order(session.all<OpenBeside>(
      "select t.id, g.name, t.office_id, ag.name from territories a join geos ag on ag.id = a.geo_id "
      "join offices o on o.id = a.office_id join territories t on t.office_id = a.office_id "
      "left join plans p on p.territory_id = t.id and p.day = $1 join geos g on g.id = t.geo_id "
      "where a.id = $2 and p.id is null and t.archived_at is null and o.archived_at is null "
      "and g.archived_at is null",
      day, after));
}

auto open_beside_for_fact(sql::Session& session, TerritoryId after, FactPeriod period)
    -> std::vector<OpenBeside> {
  return in_order(session.all<OpenBeside>(
      "select t.id, g.name, t.office_id, ag.name from territories a join geos ag on ag.id = a.geo_id "
      "join offices o on o.id = a.office_id join territories t on t.office_id = a.office_id "
      "join geos g on g.id = t.geo_id "
      "where a.id = $1 and coalesce(t.archived_at, o.archived_at, g.archived_at) is null "
      "and not exists (select 1 from facts f where f.territory_id = t.id and f.month = $2 and f.day = $3) "
      "and (t.created_at < $4 or exists (select 1 from plans p where p.territory_id = t.id "
      "and p.day between $5 and $6))",
      after, period.month, period.day_column(), period.end(), period.first(), period.last()));
}

auto count_open_for_fact(sql::Session& session, FactPeriod period) -> std::int64_t {
  return *session.one<std::int64_t>(
      "select count(*) from territories t join offices o on o.id = t.office_id join geos g on g.id = "
      "t.geo_id "
      "where coalesce(t.archived_at, o.archived_at, g.archived_at) is null "
      "and not exists (select 1 from facts f where f.territory_id = t.id and f.month = $1 and f.day = $2) "
      "and (t.created_at < $3 or exists (select 1 from plans p where p.territory_id = t.id "
      "and p.day between $4 and $5))",
      period.month, period.day_column(), period.end(), period.first(), period.last());
}

auto day_summary(sql::Session& session, Day day) -> DaySummary {
  return *session.one<DaySummary>(
      "select count(p.id), count(*) - count(p.id), cast(coalesce(sum(p.amount), 0) as bigint) "
      "from territories t join offices o on o.id = t.office_id join geos g on g.id = t.geo_id "
      "left join plans p on p.territory_id = t.id and p.day = $1 "
      "where p.id is not null or coalesce(t.archived_at, o.archived_at, g.archived_at) is null",
      day);
}

}  // namespace pb::store
