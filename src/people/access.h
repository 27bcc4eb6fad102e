#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "people/invitations.h"
#include "store/access_requests.h"
#include "store/unit.h"

namespace pb::people {

inline constexpr std::int64_t kOpenAccessRequestsLimit = 200;
inline constexpr std::chrono::hours kAskAgainAfter{24 * 30};

// asked: new, tell the admins. waiting: asked before, nobody has decided. refused: said no less than 30 days
// ago. known: the account belongs to a person already.
BOOST_DEFINE_ENUM_CLASS(AccessOutcome, asked, waiting, refused, known)

// A stranger asks to be let in. Unavailable while too many requests wait: nobody can bury the admins in them.
auto request_access(store::Unit& unit, Newcomer const& stranger) -> Result<AccessOutcome>;

// Oldest first; for owners and admins.
auto list_access_requests(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::AccessRequest>>;
auto access_request(store::Unit& unit, Actor const& actor, std::int64_t tg_id)
    -> Result<store::AccessRequest>;

// A conflict where it was decided before. Granting creates the person.
auto grant_access(store::Unit& unit, Actor const& actor, std::int64_t tg_id, Role role,
                  std::optional<OfficeId> office) -> Result<Person>;
auto refuse_access(store::Unit& unit, Actor const& actor, std::int64_t tg_id) -> Result<void>;

}  // namespace pb::people
