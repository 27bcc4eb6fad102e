#include "people/users.h"

#include <boost/mp11/algorithm.hpp>

#include "people/record.h"
#include "people/rules.h"
#include "store/offices.h"

namespace pb::people {
namespace {

// A person whom this actor may see; to others they do not exist.
auto load_seen(store::Unit& unit, Actor const& actor, UserId id) -> Result<Person> {
  auto found = find_person(unit, id);
  bool const own_office = found && actor.role == Role::head && found->office && found->office == actor.office;
  bool const self = found && actor.kind == Actor::Kind::user && found->id == actor.user;
  if (!found || (!own_office && !self && !check_administers(actor))) return user_not_found();
  return std::move(*found);
}

// One whom the actor may change: owners anybody, admins all but owners.
auto check_may_change(Actor const& actor, Person const& person) -> Result<void> {
  PB_CHECK(check_administers(actor));
  if (person.role == Role::owner && actor.role != Role::owner) return not_allowed();
  return {};
}

auto load_to_change(store::Unit& unit, Actor const& actor, UserId id) -> Result<Person> {
  PB_TRY(auto person, load_seen(unit, actor, id));
  PB_CHECK(check_may_change(actor, person));
  return person;
}

// There is always somebody who may do everything.
auto check_owner_remains(store::Unit& unit, Person const& person) -> Result<void> {
  if (person.role != Role::owner || person.blocked()) return {};
  store::lock_roles(unit.sql);
  if (store::count_active(unit.sql, Role::owner) > 1) return {};
  return fail(ErrorCode::conflict, Message("error.user.last_owner"), "role");
}

auto is_self(Actor const& actor, UserId id) -> bool {
  return actor.kind == Actor::Kind::user && actor.user == id;
}

auto set_place(store::Unit& unit, Actor const& actor, Person const& person, Role role,
               std::optional<OfficeId> office) -> Result<void> {
  if (role == person.role && office == person.office) return {};
  if (role != Role::owner) PB_CHECK(check_owner_remains(unit, person));
  store::set_user_role(unit.sql, person.id, role, office);

  boost::json::object data{{"from", enum_name(person.role)}, {"to", enum_name(role)}};
  if (person.office) data["from_office"] = person.office->value;
  if (office) data["to_office"] = office->value;
  record(unit, actor, role == person.role ? "user.moved" : "user.role_changed", {"user", person.id.value},
         data);
  return {};
}

auto allowed_actions(Actor const& actor, Person const& person) -> std::vector<UserAction> {
  if (!check_may_change(actor, person))
    return is_self(actor, person.id) ? std::vector{UserAction::rename} : std::vector<UserAction>{};
  std::vector actions{UserAction::rename, UserAction::change_role};
  if (person.office) actions.push_back(UserAction::move);
  if (person.blocked()) actions.push_back(UserAction::unblock);
  if (!person.blocked() && !is_self(actor, person.id)) actions.push_back(UserAction::block);
  return actions;
}

void note_reach(store::Unit& unit, std::int64_t tg_id, store::Reach reach) {
  if (!store::set_reach(unit.sql, tg_id, reach)) return;
  auto const found = store::find_user_by_tg(unit.sql, tg_id);
  auto const* const type = reach == store::Reach::reachable ? "user.reachable" : "user.unreachable";
  record(unit, Actor::system(), type, {"user", found->id.value}, {});
}

}  // namespace

auto list_users(store::Unit& unit, Actor const& actor, store::UserFilter const& filter, store::Page page)
    -> Result<store::Listing<store::User>> {
  bool const head = actor.role == Role::head && actor.office;
  if (!head) PB_CHECK(check_administers(actor));
  auto scoped = filter;
  if (head) {
    if (filter.office && *filter.office != *actor.office) return office_not_found();
    scoped.office = actor.office;
  }
  return store::list_users(unit.sql, scoped, page);
}

auto user_card(store::Unit& unit, Actor const& actor, UserId id) -> Result<UserCard> {
  PB_TRY(auto person, load_seen(unit, actor, id));
  auto allowed = allowed_actions(actor, person);
  bool const changes_role = std::ranges::find(allowed, UserAction::change_role) != allowed.end();
  return UserCard{.person = std::move(person),
                  .allowed = std::move(allowed),
                  .assignable_roles = changes_role ? assignable_roles(actor) : std::vector<Role>{}};
}

auto assignable_roles(Actor const& actor) -> std::vector<Role> {
  if (actor.role == Role::head) return {Role::manager};
  if (!check_administers(actor)) return {};
  std::vector roles{Role::manager, Role::head, Role::analyst, Role::admin};
  if (actor.role == Role::owner) roles.push_back(Role::owner);
  return roles;
}

auto change_role(store::Unit& unit, Actor const& actor, UserId id, Role role, std::optional<OfficeId> office)
    -> Result<void> {
  PB_TRY(auto const person, load_to_change(unit, actor, id));
  PB_CHECK(check_may_assign(actor, role, office));
  PB_CHECK(check_office_active(unit, office));
  return set_place(unit, actor, person, role, office);
}

auto move_user(store::Unit& unit, Actor const& actor, UserId id, OfficeId office) -> Result<void> {
  PB_TRY(auto const person, load_to_change(unit, actor, id));
  if (!person.office) return fail(ErrorCode::invalid, Message("error.user.no_office"), "office");
  PB_CHECK(check_office_active(unit, office));
  return set_place(unit, actor, person, person.role, office);
}

auto block_user(store::Unit& unit, Actor const& actor, UserId id) -> Result<void> {
  PB_TRY(auto const person, load_to_change(unit, actor, id));
  if (person.blocked()) return {};
  if (is_self(actor, id)) return fail(ErrorCode::conflict, Message("error.user.block_self"), "user");
  PB_CHECK(check_owner_remains(unit, person));
  store::set_user_status(unit.sql, id, store::UserStatus::blocked);
  record(unit, actor, "user.blocked", {"user", id.value}, {});
  return {};
}

auto unblock_user(store::Unit& unit, Actor const& actor, UserId id) -> Result<void> {
  PB_TRY(auto const person, load_to_change(unit, actor, id));
  if (!person.blocked()) return {};
  store::set_user_status(unit.sql, id, store::UserStatus::active);
  record(unit, actor, "user.unblocked", {"user", id.value}, {});
  return {};
}

auto rename_user(store::Unit& unit, Actor const& actor, UserId id, std::string_view name) -> Result<void> {
  PB_TRY(auto const person, load_seen(unit, actor, id));
  if (!is_self(actor, id)) PB_CHECK(check_may_change(actor, person));
  PB_TRY(auto const cleaned, checked_name(name));
  if (cleaned == person.name) return {};
  store::set_user_name(unit.sql, id, cleaned);
  record(unit, actor, "user.renamed", {"user", id.value}, {{"from", person.name}, {"to", cleaned}});
  return {};
}

void note_reachable(store::Unit& unit, std::int64_t tg_id) {
  note_reach(unit, tg_id, store::Reach::reachable);
}

void note_unreachable(store::Unit& unit, std::int64_t tg_id) {
  note_reach(unit, tg_id, store::Reach::unreachable);
}

}  // namespace pb::people
