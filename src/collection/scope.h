#pragma once

#include <optional>

#include "base/error.h"
#include "domain/actor.h"

namespace pb::collection {

// Which office's numbers are meant: the wanted one, or everything (no office) for those who see all, or the
// actor's own. not_found for an office that the actor may not see.
auto readable_office(Actor const& actor, std::optional<OfficeId> wanted) -> Result<std::optional<OfficeId>>;
// Owner, admin, analyst.
auto sees_all(Actor const& actor) -> bool;
auto may_read(Actor const& actor, OfficeId office) -> bool;
auto may_submit(Actor const& actor, OfficeId office) -> bool;
// Leads the office: its head, and those above.
auto may_decide(Actor const& actor, OfficeId office) -> bool;
// Owner or admin (or the system): not bound to an office, decides corrections, fills in the past.
auto administers(Actor const& actor) -> bool;

auto office_not_found() -> std::unexpected<Error>;
auto territory_not_found() -> std::unexpected<Error>;
auto not_allowed() -> std::unexpected<Error>;

}  // namespace pb::collection
