#include "people/geos.h"

#include "domain/name.h"
#include "domain/time_zone.h"
#include "people/record.h"
#include "people/rules.h"
#include "store/organisation.h"

namespace pb::people {
namespace {

auto name_taken(std::string const& name) -> std::unexpected<Error> {
  return fail(ErrorCode::conflict, Message("error.geo.name_taken", {{"name", name}}), "name");
}

auto load(store::Unit& unit, Actor const& actor, GeoId id) -> Result<store::Geo> {
  PB_CHECK(check_administers(actor));
  auto found = store::find_geo(unit.sql, id);
  if (!found) return geo_not_found();
  return std::move(*found);
}

auto check_name_free(store::Unit& unit, std::string const& name, GeoId except) -> Result<void> {
  auto const holder = store::active_geo_with_key(unit.sql, name_key(name));
  if (holder && *holder != except) return name_taken(name);
  return {};
}

// People of an office know their territories; the list of all markets is for those who see everything.
auto check_reads(Actor const& actor) -> Result<void> {
  if (actor.office) return not_allowed();
  return {};
}

}  // namespace

auto list_geos(store::Unit& unit, Actor const& actor, store::Archived archived)
    -> Result<std::vector<store::GeoListed>> {
  PB_CHECK(check_reads(actor));
  return store::list_geos(unit.sql, archived);
}

auto geo(store::Unit& unit, Actor const& actor, GeoId id) -> Result<store::Geo> {
  PB_CHECK(check_reads(actor));
  auto found = store::find_geo(unit.sql, id);
  if (!found) return geo_not_found();
  return std::move(*found);
}

auto add_geo(store::Unit& unit, Actor const& actor, std::string_view name) -> Result<GeoId> {
  PB_CHECK(check_administers(actor));
  PB_TRY(auto const cleaned, checked_name(name));
  auto const id = store::insert_geo(unit.sql, cleaned, name_key(cleaned), unit.now);
  if (!id) return name_taken(cleaned);
  record(unit, actor, "geo.added", {"geo", id->value}, {{"name", cleaned}});
  return *id;
}

auto rename_geo(store::Unit& unit, Actor const& actor, GeoId id, std::string_view name) -> Result<void> {
  PB_TRY(auto const geo, load(unit, actor, id));
  PB_TRY(auto const cleaned, checked_name(name));
  if (cleaned == geo.name) return {};
  if (!geo.archived_at) PB_CHECK(check_name_free(unit, cleaned, id));

  store::rename_geo(unit.sql, id, cleaned, name_key(cleaned));
  record(unit, actor, "geo.renamed", {"geo", id.value}, {{"from", geo.name}, {"to", cleaned}});
  return {};
}

auto geo_archive_effect(store::Unit& unit, Actor const& actor, GeoId id) -> Result<store::ArchiveCounts> {
  PB_CHECK(load(unit, actor, id));
  auto const organisation = store::find_organisation(unit.sql);
  return store::count_geo_use(unit.sql, id,
                              local_day(unit.now, organisation ? organisation->time_zone : "UTC"));
}

auto archive_geo(store::Unit& unit, Actor const& actor, GeoId id) -> Result<void> {
  PB_TRY(auto const geo, load(unit, actor, id));
  if (geo.archived_at) return {};
  store::set_geo_archived(unit.sql, id, unit.now);
  record(unit, actor, "geo.archived", {"geo", id.value}, {{"name", geo.name}});
  return {};
}

auto restore_geo(store::Unit& unit, Actor const& actor, GeoId id) -> Result<void> {
  PB_TRY(auto const geo, load(unit, actor, id));
  if (!geo.archived_at) return {};
  PB_CHECK(check_name_free(unit, geo.name, id));
  store::set_geo_archived(unit.sql, id, std::nullopt);
  record(unit, actor, "geo.restored", {"geo", id.value}, {{"name", geo.name}});
  return {};
}

}  // namespace pb::people
