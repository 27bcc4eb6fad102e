#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "domain/actor.h"
#include "people/person.h"
#include "store/invitations.h"
#include "store/unit.h"

namespace pb::people {

inline constexpr std::chrono::hours kInvitationLife{24 * 7};
inline constexpr std::int64_t kOpenInvitationsLimit = 500;

// The token is shown once and never stored: t.me/<bot>?start=<token> (letters, digits, - and _; at most 64).
struct NewInvitation {
  InvitationId id{};
  Secret token;
  Instant expires_at{};
};

// Owners invite to any role, admins to any but owner, a head managers to the own office.
auto invite(store::Unit& unit, Actor const& actor, Random& random, Role role, std::optional<OfficeId> office)
    -> Result<NewInvitation>;

// Those that can still be used, newest first; a head sees the own office's.
auto list_invitations(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::Invitation>>;
// A used or expired one cannot be revoked (conflict); a revoked one stays revoked.
auto revoke_invitation(store::Unit& unit, Actor const& actor, InvitationId id) -> Result<void>;

// Who comes with the link, as Telegram tells it.
struct Newcomer {
  std::int64_t tg_id = 0;
  std::string name{};
  std::string language{};  // Telegram's code; anything unknown becomes the organisation's
};

// A stranger becomes a person, a known active person gets the new role and office, unless the link is a
// head's. One use: of two people with one link one wins, the other reads that it was used. Says apart:
// unknown, used, expired, revoked (also where its maker may not invite any more), office archived, account
// blocked. Pressing the link again by whoever used it just answers with the person.
auto accept_invitation(store::Unit& unit, Secret const& token, Newcomer const& newcomer) -> Result<Person>;

}  // namespace pb::people
