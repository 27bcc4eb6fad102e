#include "people/person.h"

#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

auto person_of(store::User user) -> Person {
  return {.id = user.id,
          .tg_id = user.tg_id,
          .name = std::move(user.name),
          .role = user.role,
          .office = user.office,
          .office_name = std::move(user.office_name),
          .time_zone = std::move(user.time_zone),
          .language = std::move(user.language),
          .status = user.status,
          .reachable = user.reachable,
          .preferences = store::preferences_from_json(user.preferences),
          .email = std::move(user.email)};
}

}  // namespace

auto Person::actor() const -> Actor {
  return {.kind = Actor::Kind::user, .user = id, .role = role, .office = office, .name = name};
}

auto find_by_telegram(store::Unit& unit, std::int64_t tg_id) -> std::optional<Person> {
  auto found = store::find_user_by_tg(unit.sql, tg_id);
  if (!found) return std::nullopt;
  return person_of(std::move(*found));
}

auto find_person(store::Unit& unit, UserId id) -> std::optional<Person> {
  auto found = store::find_user(unit.sql, id);
  if (!found) return std::nullopt;
  return person_of(std::move(*found));
}

auto ensure_owner(store::Unit& unit, std::int64_t tg_id, std::string_view name, std::string_view language)
    -> Result<UserId> {
  auto const found = store::find_user_by_tg(unit.sql, tg_id);
  if (!found) {
    PB_TRY(auto const cleaned, checked_name(name));
    auto const spoken = language_or(language, "uk");
    auto const id = store::insert_user(
        unit.sql, {.tg_id = tg_id, .name = cleaned, .role = Role::owner, .office = {}, .language = spoken},
        unit.now);
    if (!id) return fail(ErrorCode::conflict, Message("error.try_again"));
    events::record(unit.sql, unit.now, Actor::system(), "user.added", {"user", id->value},
                   {{"role", "owner"}, {"name", cleaned}});
    return *id;
  }
  if (found->role != Role::owner) {
    store::set_user_role(unit.sql, found->id, Role::owner, std::nullopt);
    record(unit, Actor::system(), "user.role_changed", {"user", found->id.value},
           {{"from", enum_name(found->role)}, {"to", "owner"}});
  }
  if (found->status == store::UserStatus::blocked) {
    store::set_user_status(unit.sql, found->id, store::UserStatus::active);
    record(unit, Actor::system(), "user.unblocked", {"user", found->id.value}, {});
  }
  return found->id;
}

}  // namespace pb::people
