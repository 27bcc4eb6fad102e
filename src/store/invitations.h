#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "sql/session.h"

namespace pb::store {

struct NewInvitation {
  std::string token_hash{};
  Role role = Role::manager;
  std::optional<OfficeId> office{};
  std::optional<UserId> created_by{};
  Instant expires_at{};
};

struct Invitation {
  InvitationId id{};
  Role role = Role::manager;
  std::optional<OfficeId> office{};
  std::string office_name{};  // empty without an office
  bool office_archived = false;
  std::optional<UserId> created_by{};
  Instant expires_at{};
  std::optional<UserId> used_by{};
  std::optional<Instant> used_at{};
  std::optional<Instant> revoked_at{};
};

auto insert_invitation(sql::Session& session, NewInvitation const& invitation, Instant now) -> InvitationId;
auto find_invitation(sql::Session& session, InvitationId id) -> std::optional<Invitation>;
auto find_invitation_by_hash(sql::Session& session, std::string_view token_hash) -> std::optional<Invitation>;
// Those that can still be used; of one office where given. Newest first.
auto open_invitations(sql::Session& session, std::optional<OfficeId> office, Instant now)
    -> std::vector<Invitation>;
// True for exactly one of all who try; a used, revoked or expired one stays as it is.
auto use_invitation(sql::Session& session, InvitationId id, UserId user, Instant now) -> bool;
auto revoke_invitation(sql::Session& session, InvitationId id, Instant now) -> bool;
// Forgets invitations that could not be used any more before `before`; how many.
auto prune_invitations(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
