#include "api/represent.h"
#include "api/resources.h"
#include "people/territories.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto to_json(store::Territory const& territory) -> json::object {
  return {{"id", territory.id.value},
          {"office", {{"id", territory.office.value}, {"name", territory.office_name}}},
          {"geo", {{"id", territory.geo.value}, {"name", territory.geo_name}}},
          {"time_zone", territory.time_zone},
          {"open", territory.open},
          {"created_at", represent(territory.created_at)}};
}

auto list_territories(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  auto query = call.query();
  auto const office = query.optional<OfficeId>("office");
  auto const closed = query.optional<bool>("closed").value_or(false);
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const territories,
         people::list_territories(call.unit, actor, office,
                                  closed ? store::Closed::with : store::Closed::without));
  json::array items;
  for (auto const& territory : territories) items.push_back(to_json(territory));
  return listed_part(call, items, page);
}

auto get_territory(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  PB_TRY(auto const id, call.id<TerritoryId>());
  PB_TRY(auto const territory, people::territory(call.unit, actor, id));
  return answered(to_json(territory));
}

auto open_territory(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto fields, call.fields());
  auto const office = fields.required<OfficeId>("office");
  auto const geo = fields.required<GeoId>("geo");
  PB_CHECK(fields.check());
  PB_TRY(auto const id, people::open_territory(call.unit, actor, office, geo));
  PB_TRY(auto const territory, people::territory(call.unit, actor, id));
  return created("/api/v1/territories/" + std::to_string(id.value), to_json(territory));
}

auto change_territory(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto const id, call.id<TerritoryId>());
  PB_TRY(auto fields, call.fields());
  auto const open = fields.required<bool>("open");
  PB_CHECK(fields.check());
  PB_TRY(auto const before, people::territory(call.unit, actor, id));
  PB_CHECK(call.check_unchanged(to_json(before)));
  if (open)
    PB_CHECK(people::open_territory(call.unit, actor, before.office, before.geo));
  else
    PB_CHECK(people::close_territory(call.unit, actor, id));
  PB_TRY(auto const territory, people::territory(call.unit, actor, id));
  return answered(to_json(territory));
}

}  // namespace

void add_territories(Door& door) {
  door.read("listTerritories", list_territories);
  door.write("openTerritory", open_territory);
  door.read("getTerritory", get_territory);
  door.write("changeTerritory", change_territory);
}

}  // namespace pb::api
