#include "people/offices.h"

#include "domain/name.h"
#include "domain/time_zone.h"
#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

auto name_taken(std::string const& name) -> std::unexpected<Error> {
  return fail(ErrorCode::conflict, Message("error.office.name_taken", {{"name", name}}), "name");
}

// An office for somebody who may change it.
auto load(store::Unit& unit, Actor const& actor, OfficeId id) -> Result<store::Office> {
  PB_CHECK(check_sees_office(actor, id));
  PB_CHECK(check_administers(actor));
  auto found = store::find_office(unit.sql, id);
  if (!found) return office_not_found();
  return std::move(*found);
}

auto check_name_free(store::Unit& unit, std::string const& name, OfficeId except) -> Result<void> {
  auto const holder = store::active_office_with_key(unit.sql, name_key(name));
  if (holder && *holder != except) return name_taken(name);
  return {};
}

}  // namespace

auto list_offices(store::Unit& unit, Actor const& actor, store::Archived archived)
    -> Result<std::vector<store::OfficeListed>> {
  auto offices = store::list_offices(unit.sql, archived);
  if (actor.office) std::erase_if(offices, [&](auto const& row) { return row.id != *actor.office; });
  return offices;
}

auto office(store::Unit& unit, Actor const& actor, OfficeId id) -> Result<store::Office> {
  PB_CHECK(check_sees_office(actor, id));
  auto found = store::find_office(unit.sql, id);
  if (!found) return office_not_found();
  return std::move(*found);
}

auto add_office(store::Unit& unit, Actor const& actor, std::string_view name,
                std::optional<std::string> const& time_zone) -> Result<OfficeId> {
  PB_CHECK(check_administers(actor));
  PB_TRY(auto const cleaned, checked_name(name));
  if (time_zone) PB_CHECK(check_time_zone(*time_zone));

  auto const id = store::insert_office(
      unit.sql, {.name = cleaned, .name_key = name_key(cleaned), .own_time_zone = time_zone}, unit.now);
  if (!id) return name_taken(cleaned);
  boost::json::object data{{"name", cleaned}};
  if (time_zone) data["time_zone"] = *time_zone;
  record(unit, actor, "office.added", {"office", id->value}, data);
  return *id;
}

auto rename_office(store::Unit& unit, Actor const& actor, OfficeId id, std::string_view name)
    -> Result<void> {
  PB_TRY(auto const office, load(unit, actor, id));
  PB_TRY(auto const cleaned, checked_name(name));
  if (cleaned == office.name) return {};
  if (!office.archived_at) PB_CHECK(check_name_free(unit, cleaned, id));

  store::rename_office(unit.sql, id, cleaned, name_key(cleaned));
  record(unit, actor, "office.renamed", {"office", id.value}, {{"from", office.name}, {"to", cleaned}});
  return {};
}

auto set_office_time_zone(store::Unit& unit, Actor const& actor, OfficeId id,
                          std::optional<std::string> const& time_zone) -> Result<void> {
  PB_TRY(auto const office, load(unit, actor, id));
  if (time_zone) PB_CHECK(check_time_zone(*time_zone));
  if (time_zone == office.own_time_zone) return {};

  store::set_office_time_zone(unit.sql, id, time_zone);
  boost::json::object data{{"from", office.time_zone}};
  if (time_zone) data["to"] = *time_zone;
  record(unit, actor, "office.time_zone_changed", {"office", id.value}, data);
  return {};
}

auto office_archive_effect(store::Unit& unit, Actor const& actor, OfficeId id)
    -> Result<store::ArchiveCounts> {
  PB_TRY(auto const office, load(unit, actor, id));
  return store::count_office_use(unit.sql, id, local_day(unit.now, office.time_zone));
}

auto archive_office(store::Unit& unit, Actor const& actor, OfficeId id) -> Result<void> {
  PB_TRY(auto const office, load(unit, actor, id));
  if (office.archived_at) return {};
  store::set_office_archived(unit.sql, id, unit.now);
  record(unit, actor, "office.archived", {"office", id.value}, {{"name", office.name}});
  return {};
}

auto restore_office(store::Unit& unit, Actor const& actor, OfficeId id) -> Result<void> {
  PB_TRY(auto const office, load(unit, actor, id));
  if (!office.archived_at) return {};
  PB_CHECK(check_name_free(unit, office.name, id));
  store::set_office_archived(unit.sql, id, std::nullopt);
  record(unit, actor, "office.restored", {"office", id.value}, {{"name", office.name}});
  return {};
}

}  // namespace pb::people
