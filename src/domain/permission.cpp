#include "domain/permission.h"

namespace pb {
namespace {

enum class Reach { nowhere, own_office, everywhere };

// One row of the table: owner, admin, head, manager, analyst.
struct Row {
  Action action;
  Reach owner, admin, head, manager, analyst;
};

constexpr auto kNo = Reach::nowhere;
constexpr auto kOwn = Reach::own_office;
constexpr auto kAll = Reach::everywhere;

constexpr Row kTable[] = {
    {Action::submit, kAll, kAll, kOwn, kOwn, kNo},
    {Action::correct_open_day, kAll, kAll, kOwn, kOwn, kNo},
    {Action::correct_closed_day, kAll, kAll, kNo, kNo, kNo},
    {Action::decide_correction, kAll, kAll, kOwn, kNo, kNo},
    {Action::see_numbers, kAll, kAll, kOwn, kOwn, kAll},
    {Action::administer_places, kAll, kAll, kNo, kNo, kNo},
    {Action::set_target, kAll, kAll, kOwn, kNo, kNo},
    {Action::administer_users, kAll, kAll, kNo, kNo, kNo},
    {Action::invite_manager, kAll, kAll, kOwn, kNo, kNo},
    {Action::administer_reports, kAll, kAll, kOwn, kNo, kNo},
    {Action::administer_integrations, kAll, kAll, kNo, kNo, kNo},
    {Action::administer_keys, kAll, kNo, kNo, kNo, kNo},
    {Action::read_audit, kAll, kAll, kNo, kNo, kNo},
};

auto reach(Role role, Action action) -> Reach {
  for (auto const& row : kTable) {
    if (row.action != action) continue;
    switch (role) {
      case Role::owner:
        return row.owner;
      case Role::admin:
        return row.admin;
      case Role::head:
        return row.head;
      case Role::manager:
        return row.manager;
      case Role::analyst:
        return row.analyst;
    }
  }
  return Reach::nowhere;
}

}  // namespace

auto may(Actor const& actor, Action action, std::optional<OfficeId> office) -> bool {
  if (actor.kind == Actor::Kind::system) return true;
  switch (reach(actor.role, action)) {
    case Reach::nowhere:
      return false;
    case Reach::everywhere:
      return true;
    case Reach::own_office:
      return !office || (actor.office && *actor.office == *office);
  }
  return false;
}

}  // namespace pb
