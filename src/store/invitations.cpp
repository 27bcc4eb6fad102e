#include "store/invitations.h"

namespace pb::store {
namespace {

// An invitation as people read it; each caller adds its own `where`.
std::string const kSelect =
    "select i.id, i.role, i.office_id, coalesce(o.name, ''), case when o.archived_at is null then 0 else 1 "
    "end, i.created_by, i.expires_at, i.used_by, i.used_at, i.revoked_at "
    "from invitations i left join offices o on o.id = i.office_id ";

}  // namespace

auto insert_invitation(sql::Session& session, NewInvitation const& invitation, Instant now) -> InvitationId {
  return *session.one<InvitationId>(
      "insert into invitations (token_hash, role, office_id, created_by, created_at, expires_at) "
      "values ($1, $2, $3, $4, $5, $6) returning id",
      invitation.token_hash, invitation.role, invitation.office, invitation.created_by, now,
      invitation.expires_at);
}

auto find_invitation(sql::Session& session, InvitationId id) -> std::optional<Invitation> {
  static auto const text = kSelect + "where i.id = $1";
  return session.one<Invitation>(text, id);
}

auto find_invitation_by_hash(sql::Session& session, std::string_view token_hash)
    -> std::optional<Invitation> {
  static auto const text = kSelect + "where i.token_hash = $1";
  return session.one<Invitation>(text, token_hash);
}

auto open_invitations(sql::Session& session, std::optional<OfficeId> office, Instant now)
    -> std::vector<Invitation> {
  static auto const text = kSelect +
                           "where i.used_at is null and i.revoked_at is null and i.expires_at > $1 "
                           "and (cast($2 as bigint) is null or i.office_id = $2) order by i.id desc";
  return session.all<Invitation>(text, now, office);
}

auto use_invitation(sql::Session& session, InvitationId id, UserId user, Instant now) -> bool {
  return session.run(
             "update invitations set used_by = $1, used_at = $2 "
             "where id = $3 and used_at is null and revoked_at is null and expires_at > $2",
             user, now, id) == 1;
}

auto revoke_invitation(sql::Session& session, InvitationId id, Instant now) -> bool {
  return session.run(
             "update invitations set revoked_at = $1 where id = $2 and used_at is null and revoked_at is "
             "null",
             now, id) == 1;
}

auto prune_invitations(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from invitations where expires_at < $1", before);
}

}  // namespace pb::store
