#include "domain/permission.h"

#include <array>

#include "base/enum_name.h"

namespace pb {
namespace {

// How far somebody's hand reaches, with one action.
enum class Reach { nowhere, own_things, own_office, everywhere };

constexpr auto kNo = Reach::nowhere;
constexpr auto kMine = Reach::own_things;
constexpr auto kOffice = Reach::own_office;
constexpr auto kAll = Reach::everywhere;

struct Row {
  Action action;
  std::array<Reach, 5> reach;  // owner, admin, head, manager, analyst, as Role has them
};

constexpr Row kTable[] = {
    {Action::submit, {kAll, kAll, kOffice, kOffice, kNo}},
    {Action::correct_open_day, {kAll, kAll, kOffice, kMine, kNo}},
    {Action::correct_closed_day, {kAll, kAll, kNo, kNo, kNo}},
    {Action::ask_correction, {kAll, kAll, kOffice, kOffice, kNo}},
    {Action::decide_correction, {kAll, kAll, kOffice, kNo, kNo}},
    {Action::see_numbers, {kAll, kAll, kOffice, kOffice, kAll}},
    {Action::administer_places, {kAll, kAll, kNo, kNo, kNo}},
    {Action::set_target, {kAll, kAll, kOffice, kNo, kNo}},
    {Action::administer_users, {kAll, kAll, kNo, kNo, kNo}},
    {Action::invite_manager, {kAll, kAll, kOffice, kNo, kNo}},
    {Action::administer_reports, {kAll, kAll, kOffice, kMine, kMine}},
    {Action::administer_integrations, {kAll, kAll, kNo, kNo, kNo}},
    {Action::administer_keys, {kAll, kNo, kNo, kNo, kNo}},
    {Action::read_audit, {kAll, kAll, kNo, kMine, kMine}},
};

constexpr auto every_action_has_its_row() -> bool {
  std::size_t row = 0;
  bool in_order = true;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Action>>([&](auto entry) {
    in_order = in_order && row < std::size(kTable) && kTable[row].action == entry.value;
    ++row;
  });
  return in_order && row == std::size(kTable);
}
static_assert(every_action_has_its_row());
static_assert(static_cast<std::size_t>(Role::owner) == 0 && static_cast<std::size_t>(Role::analyst) == 4);

auto reach_of(Role role, Action action) -> Reach {
  return kTable[static_cast<std::size_t>(action)].reach[static_cast<std::size_t>(role)];
}

auto of_one_office(Actor const& actor) -> bool {
  return actor.role == Role::head || actor.role == Role::manager;
}

// Whether the target lies where this actor could look at all.
auto in_sight(Actor const& actor, Target const& target) -> bool {
  return !of_one_office(actor) || !target.office || actor.office == target.office;
}

// Owners are appointed by owners; heads invite managers, nobody above.
auto role_allows(Actor const& actor, Action action, Target const& target) -> bool {
  bool const about_people = action == Action::administer_users || action == Action::invite_manager;
  if (!about_people || !target.role) return true;
  if (*target.role == Role::owner) return actor.role == Role::owner;
  return actor.role != Role::head || *target.role == Role::manager;
}

auto reaches(Actor const& actor, Reach reach, Target const& target) -> bool {
  switch (reach) {
    case Reach::nowhere:
      return false;
    case Reach::own_things:
      return target.person == actor.user && actor.user;
    case Reach::own_office:
      return actor.office && actor.office == target.office;
    case Reach::everywhere:
      return true;
  }
  return false;
}

}  // namespace

auto permission(Actor const& actor, Action action, Target const& target) -> Permission {
  if (actor.kind == Actor::Kind::system) return Permission::allowed;
  if (!in_sight(actor, target)) return Permission::hidden;
  bool const allowed =
      reaches(actor, reach_of(actor.role, action), target) && role_allows(actor, action, target);
  return allowed ? Permission::allowed : Permission::forbidden;
}

auto may(Actor const& actor, Action action, std::optional<OfficeId> office) -> bool {
  return permission(actor, action, {.office = office}) == Permission::allowed;
}

auto Scope::of(Actor const& actor) -> Scope {
  Scope scope;
  scope.everything_ = may(actor, Action::see_numbers);
  if (!scope.everything_ && actor.office && may(actor, Action::see_numbers, actor.office)) {
    scope.office_ = actor.office;
  }
  return scope;
}

}  // namespace pb
