#include "api/represent.h"
#include "api/resources.h"
#include "api/values.h"
#include "collection/targets.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto named(auto const& id, std::string const& name) -> json::value {
  if (!id) return nullptr;
  return json::object{{"id", id->value}, {"name", name}};
}

auto to_json(Call& call, store::TargetListed const& target) -> json::object {
  return {{"office", named(target.office, target.office_name)},
          {"geo", named(target.geo, target.geo_name)},
          {"first_month", to_iso(target.first)},
          {"months", target.months},
          {"amount", to_decimal(target.amount)},
          {"currency", call.currency()}};
}

auto read_place(Fields& fields) -> store::Target {
  return {.office = fields.optional<OfficeId>("office"),
          .geo = fields.optional<GeoId>("geo"),
          .first = fields.required<Month>("first_month"),
          .months = fields.optional<std::int64_t>("months").value_or(1)};
}

auto list_targets(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::numbers_read));
  auto query = call.query();
  auto const month = query.required<Month>("month");
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const targets, collection::list_targets(call.unit, actor, month));
  json::array items;
  for (auto const& target : targets) items.push_back(to_json(call, target));
  return listed_part(call, items, page);
}

auto set_target(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::values_write));
  PB_TRY(auto fields, call.fields());
  auto target = read_place(fields);
  target.amount = fields.required<Money>("amount");
  check_currency(call, fields);
  PB_CHECK(fields.check());
  PB_CHECK(collection::set_target(call.unit, actor, target));
  return no_content();
}

auto remove_target(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::values_write));
  auto query = call.query();
  auto const target = read_place(query);
  PB_CHECK(query.check());
  PB_CHECK(collection::remove_target(call.unit, actor, target));
  return no_content();
}

}  // namespace

void add_targets(Door& door) {
  door.read("listTargets", list_targets);
  door.write("setTarget", set_target);
  door.write("removeTarget", remove_target);
}

}  // namespace pb::api
