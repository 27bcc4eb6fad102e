#include "store/offices.h"

namespace pb::store {

auto find_office(sql::Session& session, OfficeId id) -> std::optional<Office> {
  return session.one<Office>(
      "select o.id, o.name, o.time_zone, coalesce(o.time_zone, g.time_zone, 'UTC'), o.archived_at, "
      "o.created_at "
      "from offices o left join organisation g on g.id = 1 where o.id = $1",
      id);
}

auto list_offices(sql::Session& session, Archived archived) -> std::vector<OfficeListed> {
  // Bounds on "is it archived" (0 or 1) instead of three texts.
  int const least = archived == Archived::only ? 1 : 0;
  int const most = archived == Archived::without ? 0 : 1;
  return session.all<OfficeListed>(
      "select o.id, o.name, coalesce(o.time_zone, g.time_zone, 'UTC'), o.archived_at, "
      "(select count(*) from territories t join geos e on e.id = t.geo_id "
      "where t.office_id = o.id and t.archived_at is null and e.archived_at is null), "
      "(select count(*) from users u where u.office_id = o.id and u.status = 'active') "
      "from offices o left join organisation g on g.id = 1 "
      "where case when o.archived_at is null then 0 else 1 end between $1 and $2 order by o.name, o.id",
      least, most);
}

auto active_office_with_key(sql::Session& session, std::string_view name_key) -> std::optional<OfficeId> {
  return session.one<OfficeId>("select id from offices where name_key = $1 and archived_at is null",
                               name_key);
}

auto office_time_zones(sql::Session& session) -> std::vector<std::string> {
  return session.all<std::string>(
      "select distinct coalesce(o.time_zone, g.time_zone, 'UTC') as zone from offices o "
      "left join organisation g on g.id = 1 where o.archived_at is null order by zone");
}

auto insert_office(sql::Session& session, NewOffice const& office, Instant now) -> std::optional<OfficeId> {
  return session.one<OfficeId>(
      "insert into offices (name, name_key, time_zone, created_at) values ($1, $2, $3, $4) "
      "on conflict do nothing returning id",
      office.name, office.name_key, office.own_time_zone, now);
}

void rename_office(sql::Session& session, OfficeId id, std::string_view name, std::string_view name_key) {
  session.run("update offices set name = $1, name_key = $2 where id = $3", name, name_key, id);
}

void set_office_time_zone(sql::Session& session, OfficeId id, std::optional<std::string> const& time_zone) {
  session.run("update offices set time_zone = $1 where id = $2", time_zone, id);
}

void set_office_archived(sql::Session& session, OfficeId id, std::optional<Instant> archived_at) {
  session.run("update offices set archived_at = $1 where id = $2", archived_at, id);
}

}  // namespace pb::store
