#include "api/represent.h"
#include "api/resources.h"
#include "people/geos.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;
using store::Archived;

auto to_json(store::Geo const& geo) -> json::object {
  return {{"id", geo.id.value},
          {"name", geo.name},
          {"archived_at", represent(geo.archived_at)},
          {"created_at", represent(geo.created_at)}};
}

auto to_json(store::GeoListed const& geo) -> json::object {
  return {{"id", geo.id.value},
          {"name", geo.name},
          {"archived_at", represent(geo.archived_at)},
          {"offices", geo.offices}};
}

auto list_geos(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  auto query = call.query();
  auto const archived = query.optional<bool>("archived").value_or(false);
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const geos, people::list_geos(call.unit, actor, archived ? Archived::with : Archived::without));
  json::array items;
  for (auto const& geo : geos) items.push_back(to_json(geo));
  return listed_part(call, items, page);
}

auto get_geo(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  PB_TRY(auto const id, call.id<GeoId>());
  PB_TRY(auto const geo, people::geo(call.unit, actor, id));
  return answered(to_json(geo));
}

auto create_geo(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto fields, call.fields());
  auto const name = fields.required<std::string>("name");
  PB_CHECK(fields.check());
  PB_TRY(auto const id, people::add_geo(call.unit, actor, name));
  PB_TRY(auto const geo, people::geo(call.unit, actor, id));
  return created("/api/v1/geos/" + std::to_string(id.value), to_json(geo));
}

auto change_geo(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto const id, call.id<GeoId>());
  PB_TRY(auto fields, call.fields());
  auto const name = fields.given<std::string>("name");
  auto const archived = fields.given<bool>("archived");
  PB_CHECK(fields.check());
  PB_TRY(auto const before, people::geo(call.unit, actor, id));
  PB_CHECK(call.check_unchanged(to_json(before)));
  if (name) PB_CHECK(people::rename_geo(call.unit, actor, id, *name));
  if (archived) {
    PB_CHECK(*archived ? people::archive_geo(call.unit, actor, id)
                       : people::restore_geo(call.unit, actor, id));
  }
  PB_TRY(auto const geo, people::geo(call.unit, actor, id));
  return answered(to_json(geo));
}

}  // namespace

void add_geos(Door& door) {
  door.read("listGeos", list_geos);
  door.write("createGeo", create_geo);
  door.read("getGeo", get_geo);
  door.write("changeGeo", change_geo);
}

}  // namespace pb::api
