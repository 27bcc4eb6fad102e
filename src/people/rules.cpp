#include "people/rules.h"

#include <algorithm>
#include <array>

#include "domain/name.h"
#include "domain/permission.h"
#include "domain/time_zone.h"
#include "store/offices.h"

namespace pb::people {
namespace {

constexpr std::array<std::string_view, 3> kLanguages{"uk", "ru", "en"};

}  // namespace

auto not_allowed() -> std::unexpected<Error> {
  return fail(ErrorCode::forbidden, Message("error.not_allowed"));
}
auto office_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.office.not_found"), "office");
}
auto geo_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.geo.not_found"), "geo");
}
auto user_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.user.not_found"), "user");
}

auto check_administers(Actor const& actor) -> Result<void> {
  bool const may =
      actor.kind == Actor::Kind::system || actor.role == Role::owner || actor.role == Role::admin;
  if (may) return {};
  return not_allowed();
}

auto check_person(Actor const& actor) -> Result<void> {
  if (actor.kind == Actor::Kind::user) return {};
  return not_allowed();
}

auto check_sees_office(Actor const& actor, OfficeId office) -> Result<void> {
  if (may(actor, Action::see_numbers, office)) return {};
  return office_not_found();
}

auto check_may_assign(Actor const& actor, Role role, std::optional<OfficeId> office) -> Result<void> {
  bool const own_manager =
      actor.role == Role::head && role == Role::manager && office && office == actor.office;
  if (!own_manager) PB_CHECK(check_administers(actor));
  if (role == Role::owner && actor.role != Role::owner) return not_allowed();

  bool const needs_office = role == Role::head || role == Role::manager;
  if (needs_office && !office)
    return fail(ErrorCode::invalid, Message("error.user.office_missing"), "office");
  if (!needs_office && office)
    return fail(ErrorCode::invalid, Message("error.user.office_not_needed"), "office");
  return {};
}

auto check_office_active(store::Unit& unit, std::optional<OfficeId> office) -> Result<void> {
  if (!office) return {};
  auto const found = store::find_office(unit.sql, *office);
  if (!found) return office_not_found();
  if (found->archived_at)
    return fail(ErrorCode::conflict, Message("error.office.archived", {{"office", found->name}}), "office");
  return {};
}

auto checked_name(std::string_view name) -> Result<std::string> {
  auto cleaned = clean_name(name);
  if (cleaned.empty()) return fail(ErrorCode::invalid, Message("error.name.empty"), "name");
  if (character_count(cleaned) > kNameLimit)
    return fail(ErrorCode::invalid, Message("error.name.too_long", {{"limit", std::int64_t{kNameLimit}}}),
                "name");
  return cleaned;
}

auto shortened_name(std::string_view name) -> std::string {
  auto cleaned = clean_name(name);
  auto const is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  std::size_t characters = 0;
  for (std::size_t at = 0; at < cleaned.size(); ++at) {
    if (!is_start(cleaned[at]) || ++characters <= kNameLimit) continue;
    return clean_name(cleaned.substr(0, at));
  }
  return cleaned;
}

auto check_time_zone(std::string const& time_zone) -> Result<void> {
  if (is_time_zone(time_zone)) return {};
  return fail(ErrorCode::invalid, Message("error.time_zone.unknown", {{"name", time_zone}}), "time_zone");
}

auto check_language(std::string_view language) -> Result<void> {
  if (std::ranges::find(kLanguages, language) != kLanguages.end()) return {};
  return fail(ErrorCode::invalid, Message("error.language.unknown"), "language");
}

auto language_or(std::string_view code, std::string fallback) -> std::string {
  auto const primary = code.substr(0, code.find_first_of("-_"));
  return check_language(primary) ? std::string(primary) : std::move(fallback);
}

}  // namespace pb::people
