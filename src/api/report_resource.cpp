#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "api/represent.h"
#include "api/resources.h"
#include "domain/permission.h"
#include "domain/time_zone.h"
#include "reports/build.h"
#include "reports/built_in.h"
#include "reports/definition_json.h"
#include "reports/json.h"
#include "reports/stored_definitions.h"

// Reports as definitions: listed, read, written, and built to look at.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto built_in_text(std::string const& name) -> std::optional<json::value> {
  auto const* const definition = reports::built_in_definition(name);
  if (definition == nullptr) return std::nullopt;
  return json::value(reports::to_json(*definition));
}

// A report by its name, as it stands.
auto find(Call& call, Actor const& actor, std::string const& name) -> Outcome<json::object> {
  PB_TRY(auto const found, reports::find_definition(call.unit, actor, name));
  auto definition = found.version == 0 ? built_in_text(found.name) : json::parse(found.text);
  if (!definition) return refuse(404, Message("error.report.unknown", {{"name", name}}));
  return json::object{{"name", found.name},
                      {"built_in", found.version == 0},
                      {"version", found.version},
                      {"definition", std::move(*definition)}};
}

auto listed_report(Call& call, reports::Definition const& definition, std::int64_t version) -> json::object {
  return {{"name", definition.name},
          {"title", definition.title.in(call.reader().language)},
          {"built_in", version == 0},
          {"version", version}};
}

auto list_reports(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  json::array items;
  for (auto const& definition : reports::built_in_definitions())
    items.push_back(listed_report(call, definition, 0));
  for (auto const& stored : reports::list_definitions(call.unit, actor)) {
    if (auto const definition = reports::parse_definition(stored.text))
      items.push_back(listed_report(call, *definition, stored.version));
  }
  return listed_part(call, items, page);
}

auto get_report(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto report, find(call, actor, call.path("name")));
  return answered(std::move(report));
}

// The definition in the body; its refusals name their place in it.
auto read_definition(Call& call, Fields& fields, std::string const& name) -> Outcome<std::string> {
  auto const* const raw = fields.raw(name);
  if (raw == nullptr) fields.wrong(name, Message("error.field.missing"));
  PB_CHECK(fields.check());
  auto text = json::serialize(*raw);
  if (auto const parsed = reports::parse_definition(text); !parsed) {
    auto error = parsed.error();
    error.field = "/" + name + error.field;
    return std::unexpected(error);
  }
  std::ignore = call;
  return text;
}

auto create_report(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto fields, call.fields());
  auto const name = fields.required<std::string>("name");
  PB_TRY(auto const text, read_definition(call, fields, "definition"));
  PB_CHECK(reports::save_definition(call.unit, actor, name, text));
  PB_TRY(auto report, find(call, actor, name));
  return created("/api/v1/reports/" + name, std::move(report));
}

auto change_report(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  auto const& name = call.path("name");
  PB_TRY(auto fields, call.fields());
  PB_TRY(auto const text, read_definition(call, fields, "definition"));
  PB_TRY(auto const before, find(call, actor, name));
  PB_CHECK(call.check_unchanged(before));
  PB_CHECK(
      reports::edit_definition(call.unit, actor, name, before.at("version").to_number<std::int64_t>(), text));
  PB_TRY(auto report, find(call, actor, name));
  return answered(std::move(report));
}

auto archive_report(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_CHECK(reports::archive_definition(call.unit, actor, call.path("name")));
  return no_content();
}

auto read_parameters(Fields& fields) -> std::string {
  auto const* const raw = fields.raw("parameters");
  return raw == nullptr ? "{}" : json::serialize(*raw);
}

// Built from the newest numbers, at once, and kept nowhere.
auto preview_report(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto fields, call.fields());
  auto const given = read_parameters(fields);
  PB_TRY(auto const text, read_definition(call, fields, "definition"));
  PB_TRY(auto const definition, reports::parse_definition(text));
  PB_TRY(auto const parameters, reports::parse_parameters(given));
  auto const version = call.surroundings.numbers ? call.surroundings.numbers() : nullptr;
  if (version == nullptr) return refuse(503, Message("error.numbers.loading"));
  auto const outlook = call.surroundings.outlook ? call.surroundings.outlook() : nullptr;
  PB_TRY(auto const built, reports::build(definition, parameters,
                                          {.version = *version,
                                           .scope = Scope::of(actor),
                                           .translator = call.surroundings.translator,
                                           .reader = call.reader(),
                                           .today = local_day(call.unit.now, call.reader().time_zone),
                                           .now = call.unit.now,
                                           .outlook = outlook.get()}));
  return answered(reports::to_json(built));
}

}  // namespace

void add_reports(Door& door) {
  door.read("listReports", list_reports);
  door.write("createReport", create_report);
  door.read("getReport", get_report);
  door.write("changeReport", change_report);
  door.write("archiveReport", archive_report);
  door.read("previewReport", preview_report, 20);
}

}  // namespace pb::api
