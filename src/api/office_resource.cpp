#include "api/represent.h"
#include "api/resources.h"
#include "people/offices.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;
using store::Archived;

auto to_json(store::Office const& office) -> json::object {
  return {{"id", office.id.value},
          {"name", office.name},
          {"time_zone", office.time_zone},
          {"own_time_zone", represent(office.own_time_zone)},
          {"archived_at", represent(office.archived_at)},
          {"created_at", represent(office.created_at)}};
}

auto to_json(store::OfficeListed const& office) -> json::object {
  return {{"id", office.id.value},
          {"name", office.name},
          {"time_zone", office.time_zone},
          {"archived_at", represent(office.archived_at)},
          {"territories", office.territories},
          {"people", office.people}};
}

auto list_offices(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  auto query = call.query();
  auto const archived = query.optional<bool>("archived").value_or(false);
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const offices,
         people::list_offices(call.unit, actor, archived ? Archived::with : Archived::without));
  json::array items;
  for (auto const& office : offices) items.push_back(to_json(office));
  return listed_part(call, items, page);
}

auto get_office(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  PB_TRY(auto const id, call.id<OfficeId>());
  PB_TRY(auto const office, people::office(call.unit, actor, id));
  return answered(to_json(office));
}

auto create_office(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto fields, call.fields());
  auto const name = fields.required<std::string>("name");
  auto const zone = fields.optional<std::string>("own_time_zone");
  PB_CHECK(fields.check());
  PB_TRY(auto const id, people::add_office(call.unit, actor, name, zone));
  PB_TRY(auto const office, people::office(call.unit, actor, id));
  return created("/api/v1/offices/" + std::to_string(id.value), to_json(office));
}

auto change_office(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto const id, call.id<OfficeId>());
  PB_TRY(auto fields, call.fields());
  auto const name = fields.given<std::string>("name");
  auto const zone = fields.changed<std::string>("own_time_zone");
  auto const archived = fields.given<bool>("archived");
  PB_CHECK(fields.check());
  PB_TRY(auto const before, people::office(call.unit, actor, id));
  PB_CHECK(call.check_unchanged(to_json(before)));
  if (name) PB_CHECK(people::rename_office(call.unit, actor, id, *name));
  if (zone) PB_CHECK(people::set_office_time_zone(call.unit, actor, id, *zone));
  if (archived) {
    PB_CHECK(*archived ? people::archive_office(call.unit, actor, id)
                       : people::restore_office(call.unit, actor, id));
  }
  PB_TRY(auto const office, people::office(call.unit, actor, id));
  return answered(to_json(office));
}

}  // namespace

void add_offices(Door& door) {
  door.read("listOffices", list_offices);
  door.write("createOffice", create_office);
  door.read("getOffice", get_office);
  door.write("changeOffice", change_office);
}

}  // namespace pb::api
