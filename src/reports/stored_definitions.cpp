#include "reports/stored_definitions.h"

#include <algorithm>

#include "domain/permission.h"
#include "reports/built_in.h"
#include "reports/definition_json.h"
#include "reports/record.h"
#include "store/users.h"

namespace pb::reports {
namespace {

auto unknown(std::string_view name) -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.report.unknown", {{"name", std::string(name)}}),
              "definition");
}

auto may_edit(Actor const& actor, store::ReportDefinition const& definition) -> bool {
  Target const target{.office = definition.office, .person = definition.owner};
  return permission(actor, Action::administer_reports, target) == Permission::allowed;
}

auto may_use(store::Unit& unit, Actor const& actor, store::ReportDefinition const& definition) -> bool {
  if (may_edit(actor, definition) || actor.office == definition.office) return true;
  auto const owner = store::find_user(unit.sql, definition.owner);
  return owner && (owner->role == Role::owner || owner->role == Role::admin);
}

// The name in the text is that under which it is kept.
auto check_text(std::string const& name, std::string const& text) -> Result<void> {
  PB_TRY(auto const definition, parse_definition(text));
  if (definition.name == name) return {};
  return fail(ErrorCode::invalid, Message("error.report.another_name", {{"name", name}}), "/name");
}

auto editable(store::Unit& unit, Actor const& actor, std::string const& name)
    -> Result<store::ReportDefinition> {
  auto const found = store::find_report_definition(unit.sql, name);
  if (!found || !may_use(unit, actor, *found)) return unknown(name);
  if (!may_edit(actor, *found)) return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  return *found;
}

}  // namespace

bool is_built_in(std::string_view name) {
  return built_in_definition(name) != nullptr;
}

auto find_definition(store::Unit& unit, Actor const& actor, std::string_view name)
    -> Result<NamedDefinition> {
  auto const stored = store::find_report_definition(unit.sql, name);
  if (stored && may_use(unit, actor, *stored))
    return NamedDefinition{stored->name, stored->version, stored->text};
  if (is_built_in(name)) return NamedDefinition{.name = std::string(name)};
  return unknown(name);
}

auto list_definitions(store::Unit& unit, Actor const& actor) -> std::vector<store::ReportDefinition> {
  auto all = store::list_report_definitions(unit.sql);
  std::erase_if(all, [&](store::ReportDefinition const& one) { return !may_use(unit, actor, one); });
  return all;
}

auto definition_text(store::Unit& unit, std::string_view name, std::int64_t version)
    -> std::optional<std::string> {
  if (version == 0) return is_built_in(name) ? std::optional(std::string()) : std::nullopt;
  auto const stored = store::find_report_definition(unit.sql, name);
  if (!stored) return std::nullopt;
  return store::report_version_text(unit.sql, stored->id, version);
}

auto save_definition(store::Unit& unit, Actor const& actor, std::string const& name, std::string const& text)
    -> Result<store::ReportDefinition> {
  Target const oneself{.office = actor.office, .person = actor.user};
  if (permission(actor, Action::administer_reports, oneself) != Permission::allowed)
    return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  PB_CHECK(check_text(name, text));
  auto const taken = [&] {
    return fail(ErrorCode::conflict, Message("error.report.name_taken", {{"name", name}}), "name");
  };
  if (is_built_in(name)) return taken();
  auto const office = actor.role == Role::head ? actor.office : std::nullopt;
  auto const id = store::insert_report_definition(unit.sql, {name, actor.user, office, text}, unit.now);
  if (!id) return taken();
  record(unit, actor, "report.definition_saved", {"report_definition", id->value},
         {{"name", name}, {"version", 1}});
  return *store::find_report_definition(unit.sql, *id);
}

auto edit_definition(store::Unit& unit, Actor const& actor, std::string const& name, std::int64_t expected,
                     std::string const& text) -> Result<store::ReportDefinition> {
  PB_TRY(auto const before, editable(unit, actor, name));
  PB_CHECK(check_text(name, text));
  auto const version =
      store::save_report_version(unit.sql, before.id, expected, text, events::acting_user(actor), unit.now);
  if (!version) return fail(ErrorCode::conflict, Message("error.report.changed_meanwhile"));
  record(unit, actor, "report.definition_saved", {"report_definition", before.id.value},
         {{"name", name}, {"version", *version}});
  return *store::find_report_definition(unit.sql, before.id);
}

auto archive_definition(store::Unit& unit, Actor const& actor, std::string const& name) -> Result<void> {
  PB_TRY(auto const definition, editable(unit, actor, name));
  store::archive_report_definition(unit.sql, definition.id, unit.now);
  record(unit, actor, "report.definition_archived", {"report_definition", definition.id.value},
         {{"name", name}});
  return {};
}

}  // namespace pb::reports
