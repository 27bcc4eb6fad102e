#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "domain/actor.h"
#include "store/unit.h"

// What the use cases of this room ask before they act, and how they refuse.
namespace pb::people {

auto not_allowed() -> std::unexpected<Error>;
auto office_not_found() -> std::unexpected<Error>;
auto geo_not_found() -> std::unexpected<Error>;
auto user_not_found() -> std::unexpected<Error>;

// Somebody, who can have things of their own.
auto check_person(Actor const& actor) -> Result<void>;
// Owner or admin, or the system itself: offices, geos, territories, people.
auto check_administers(Actor const& actor) -> Result<void>;
// All who see everything, or the people of the office; for others it does not exist.
auto check_sees_office(Actor const& actor, OfficeId office) -> Result<void>;
// Whether the actor may give somebody this role in this office: owners any, admins any but owner, a head
// managers of the own office. Also says where role and office do not fit each other.
auto check_may_assign(Actor const& actor, Role role, std::optional<OfficeId> office) -> Result<void>;

// A conflict where the office is archived; no office at all is fine.
auto check_office_active(store::Unit& unit, std::optional<OfficeId> office) -> Result<void>;

// A name people will read, cleaned; invalid when nothing is left or it is longer than the limit of
// domain/name.h.
auto checked_name(std::string_view name) -> Result<std::string>;
// The same for names that others chose (Telegram's): cut instead of refused, possibly empty.
auto shortened_name(std::string_view name) -> std::string;
auto check_time_zone(std::string const& time_zone) -> Result<void>;
auto check_language(std::string_view language) -> Result<void>;
// Telegram's language code as one of ours, or the organisation's.
auto language_or(std::string_view code, std::string fallback) -> std::string;

}  // namespace pb::people
