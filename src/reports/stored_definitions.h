#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "store/report_definitions.h"
#include "store/unit.h"

namespace pb::reports {

// A report by its name: built in (version 0, no text) or stored. A stored one goes before a built-in one.
struct NamedDefinition {
  std::string name{};
  std::int64_t version = 0;
  std::string text{};
};

// Whether every installation has a report of this name.
[[nodiscard]] bool is_built_in(std::string_view name);

// What this actor may use: the built-in reports, their own, those of their office, those of owners and
// admins.
auto find_definition(store::Unit& unit, Actor const& actor, std::string_view name) -> Result<NamedDefinition>;
auto list_definitions(store::Unit& unit, Actor const& actor) -> std::vector<store::ReportDefinition>;
// The text that a copy of this name and version is made of; empty for a built-in one, nothing where it is not
// there. For jobs, which need no actor.
auto definition_text(store::Unit& unit, std::string_view name, std::int64_t version)
    -> std::optional<std::string>;

// A new report of the actor's own (of the office, where a head makes it). invalid: text that is no
// definition, or has another name; conflict: taken. Event `report.definition_saved`.
auto save_definition(store::Unit& unit, Actor const& actor, std::string const& name, std::string const& text)
    -> Result<store::ReportDefinition>;
// Its next version; conflict where it is not at `expected` any more.
auto edit_definition(store::Unit& unit, Actor const& actor, std::string const& name, std::int64_t expected,
                     std::string const& text) -> Result<store::ReportDefinition>;
// Schedules of it fail from here on, with that reason. Event `report.definition_archived`.
auto archive_definition(store::Unit& unit, Actor const& actor, std::string const& name) -> Result<void>;

}  // namespace pb::reports
