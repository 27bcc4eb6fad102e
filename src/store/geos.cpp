#include "store/geos.h"

namespace pb::store {

auto find_geo(sql::Session& session, GeoId id) -> std::optional<Geo> {
  return session.one<Geo>("select id, name, archived_at, created_at from geos where id = $1", id);
}

auto list_geos(sql::Session& session, Archived archived) -> std::vector<GeoListed> {
  int const least = archived == Archived::only ? 1 : 0;
  int const most = archived == Archived::without ? 0 : 1;
  return session.all<GeoListed>(
      "select g.id, g.name, g.archived_at, "
      "(select count(*) from territories t join offices o on o.id = t.office_id "
      "where t.geo_id = g.id and t.archived_at is null and o.archived_at is null) "
      "from geos g where case when g.archived_at is null then 0 else 1 end between $1 and $2 order by "
      "g.name, g.id",
      least, most);
}

auto active_geo_with_key(sql::Session& session, std::string_view name_key) -> std::optional<GeoId> {
  return session.one<GeoId>("select id from geos where name_key = $1 and archived_at is null", name_key);
}

auto insert_geo(sql::Session& session, std::string_view name, std::string_view name_key, Instant now)
    -> std::optional<GeoId> {
  return session.one<GeoId>(
      "insert into geos (name, name_key, created_at) values ($1, $2, $3) on conflict do nothing returning id",
      name, name_key, now);
}

void rename_geo(sql::Session& session, GeoId id, std::string_view name, std::string_view name_key) {
  session.run("update geos set name = $1, name_key = $2 where id = $3", name, name_key, id);
}

void set_geo_archived(sql::Session& session, GeoId id, std::optional<Instant> archived_at) {
  session.run("update geos set archived_at = $1 where id = $2", archived_at, id);
}

}  // namespace pb::store
