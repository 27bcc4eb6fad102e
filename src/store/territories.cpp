#include "store/territories.h"

#include <algorithm>
#include <tuple>

namespace pb::store {
namespace {

// A territory with its names; each caller adds its own `where`.
std::string const kSelect =
    "select t.id, t.office_id, t.geo_id, o.name, g.name, coalesce(o.time_zone, n.time_zone, 'UTC'), "
    "case when coalesce(t.archived_at, o.archived_at, g.archived_at) is null then 1 else 0 end, t.created_at "
    "from territories t join offices o on o.id = t.office_id join geos g on g.id = t.geo_id "
    "left join organisation n on n.id = 1 ";

}  // namespace

auto find_territory(sql::Session& session, TerritoryId id) -> std::optional<Territory> {
  static auto const text = kSelect + "where t.id = $1";
  return session.one<Territory>(text, id);
}

auto find_territory(sql::Session& session, OfficeId office, GeoId geo) -> std::optional<Territory> {
  static auto const text = kSelect + "where t.office_id = $1 and t.geo_id = $2";
  return session.one<Territory>(text, office, geo);
}

auto list_territories(sql::Session& session, std::optional<OfficeId> office, Closed closed)
    -> std::vector<Territory> {
  static std::string const shown =
      "($1 = 1 or coalesce(t.archived_at, o.archived_at, g.archived_at) is null)";
  static auto const of_all = kSelect + "where " + shown;
  static auto const of_office = kSelect + "where " + shown + " and t.office_id = $2";

  int const with_closed = closed == Closed::with ? 1 : 0;
  auto rows = office ? session.all<Territory>(of_office, with_closed, *office)
                     : session.all<Territory>(of_all, with_closed);
  // Sorted here and not by the engine, so that both databases list in the same order.
  std::ranges::sort(rows, {}, [](Territory const& row) {
    return std::tie(row.office_name, row.office, row.geo_name, row.id);
  });
  return rows;
}

auto insert_territory(sql::Session& session, OfficeId office, GeoId geo, Instant now)
    -> std::optional<TerritoryId> {
  return session.one<TerritoryId>(
      "insert into territories (office_id, geo_id, created_at) values ($1, $2, $3) "
      "on conflict (office_id, geo_id) do nothing returning id",
      office, geo, now);
}

auto archive_territory(sql::Session& session, TerritoryId id, Instant now) -> bool {
  return session.run("update territories set archived_at = $1 where id = $2 and archived_at is null", now,
                     id) == 1;
}

auto restore_territory(sql::Session& session, TerritoryId id) -> bool {
  return session.run("update territories set archived_at = null where id = $1 and archived_at is not null",
                     id) == 1;
}

auto count_office_use(sql::Session& session, OfficeId office, Day day) -> ArchiveCounts {
  return *session.one<ArchiveCounts>(
      "select (select count(*) from territories t join geos g on g.id = t.geo_id "
      "where t.office_id = $1 and t.archived_at is null and g.archived_at is null), "
      "(select count(*) from users u where u.office_id = $1 and u.status = 'active'), "
      "(select count(*) from plans p join territories t on t.id = p.territory_id "
      "where t.office_id = $1 and p.day >= $2)",
      office, day);
}

auto count_geo_use(sql::Session& session, GeoId geo, Day day) -> ArchiveCounts {
  return *session.one<ArchiveCounts>(
      "select (select count(*) from territories t join offices o on o.id = t.office_id "
      "where t.geo_id = $1 and t.archived_at is null and o.archived_at is null), 0, "
      "(select count(*) from plans p join territories t on t.id = p.territory_id "
      "where t.geo_id = $1 and p.day >= $2)",
      geo, day);
}

}  // namespace pb::store
