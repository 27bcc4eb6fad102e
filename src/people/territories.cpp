#include "people/territories.h"

#include <unordered_map>

#include "domain/permission.h"
#include "people/record.h"
#include "people/rules.h"
#include "store/geos.h"
#include "store/offices.h"

namespace pb::people {
namespace {

auto check_both_active(store::Unit& unit, OfficeId office, GeoId geo) -> Result<void> {
  auto const found_office = store::find_office(unit.sql, office);
  if (!found_office) return office_not_found();
  if (found_office->archived_at)
    return fail(ErrorCode::conflict, Message("error.office.archived", {{"office", found_office->name}}),
                "office");
  auto const found_geo = store::find_geo(unit.sql, geo);
  if (!found_geo) return geo_not_found();
  if (found_geo->archived_at)
    return fail(ErrorCode::conflict, Message("error.geo.archived", {{"geo", found_geo->name}}), "geo");
  return {};
}

void record_change(store::Unit& unit, Actor const& actor, std::string type, TerritoryId id, OfficeId office,
                   GeoId geo) {
  record(unit, actor, std::move(type), {"territory", id.value},
         {{"office", office.value}, {"geo", geo.value}});
}

}  // namespace

auto list_territories(store::Unit& unit, Actor const& actor, std::optional<OfficeId> office,
                      store::Closed closed) -> Result<std::vector<store::Territory>> {
  if (!office && !Scope::of(actor).everything()) office = actor.office.value_or(OfficeId{});
  if (office) PB_CHECK(check_sees_office(actor, *office));
  return store::list_territories(unit.sql, office, closed);
}

auto territory(store::Unit& unit, Actor const& actor, TerritoryId id) -> Result<store::Territory> {
  auto found = store::find_territory(unit.sql, id);
  if (!found || !check_sees_office(actor, found->office))
    return fail(ErrorCode::not_found, Message("error.territory.not_found"), "territory");
  return std::move(*found);
}

auto open_territory(store::Unit& unit, Actor const& actor, OfficeId office, GeoId geo)
    -> Result<TerritoryId> {
  PB_CHECK(check_administers(actor));
  PB_CHECK(check_both_active(unit, office, geo));

  if (auto const id = store::insert_territory(unit.sql, office, geo, unit.now)) {
    record_change(unit, actor, "territory.opened", *id, office, geo);
    return *id;
  }
  auto const existing = store::find_territory(unit.sql, office, geo);
  if (!existing) return fail(ErrorCode::unavailable, Message("error.try_again"));
  if (store::restore_territory(unit.sql, existing->id))
    record_change(unit, actor, "territory.opened", existing->id, office, geo);
  return existing->id;
}

auto close_territory(store::Unit& unit, Actor const& actor, TerritoryId id) -> Result<void> {
  PB_CHECK(check_administers(actor));
  auto const territory = store::find_territory(unit.sql, id);
  if (!territory) return fail(ErrorCode::not_found, Message("error.territory.not_found"), "territory");
  if (!store::archive_territory(unit.sql, id, unit.now)) return {};
  record_change(unit, actor, "territory.closed", id, territory->office, territory->geo);
  return {};
}

auto geo_choices(store::Unit& unit, Actor const& actor, OfficeId office) -> Result<std::vector<GeoChoice>> {
  PB_CHECK(check_administers(actor));
  if (!store::find_office(unit.sql, office)) return office_not_found();
  std::unordered_map<GeoId, TerritoryId> worked;
  for (auto const& territory : store::list_territories(unit.sql, office, store::Closed::without))
    worked[territory.geo] = territory.id;

  std::vector<GeoChoice> choices;
  for (auto& geo : store::list_geos(unit.sql, store::Archived::without)) {
    auto const found = worked.find(geo.id);
    choices.push_back({.geo = geo.id,
                       .name = std::move(geo.name),
                       .territory = found == worked.end() ? std::nullopt : std::optional(found->second)});
  }
  return choices;
}

}  // namespace pb::people
