#include "collection/scope.h"

#include "domain/permission.h"

namespace pb::collection {
namespace {

// Only who reaches every office reaches this one.
constexpr OfficeId kNobodysOffice{0};

}  // namespace

auto readable_office(Actor const& actor, std::optional<OfficeId> wanted) -> Result<std::optional<OfficeId>> {
  if (sees_all(actor)) return wanted;
  if (!actor.office || (wanted && *wanted != *actor.office)) return office_not_found();
  return actor.office;
}

auto sees_all(Actor const& actor) -> bool {
  return may(actor, Action::see_numbers, kNobodysOffice);
}

auto may_read(Actor const& actor, OfficeId office) -> bool {
  return may(actor, Action::see_numbers, office);
}

auto may_submit(Actor const& actor, OfficeId office) -> bool {
  return may(actor, Action::submit, office);
}

auto may_decide(Actor const& actor, OfficeId office) -> bool {
  return may(actor, Action::decide_correction, office);
}

auto administers(Actor const& actor) -> bool {
  return may(actor, Action::correct_closed_day, kNobodysOffice);
}

auto office_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.office.not_found"), "office");
}
auto territory_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.territory.not_found"), "territory");
}
auto not_allowed() -> std::unexpected<Error> {
  return fail(ErrorCode::forbidden, Message("error.not_allowed"));
}

}  // namespace pb::collection
