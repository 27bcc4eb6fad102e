#include "people/invitations.h"

#include "crypto/token.h"
#include "people/newcomer.h"
#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

auto invitation_unknown() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.invitation.unknown"));
}
auto invitation_used() -> std::unexpected<Error> {
  return fail(ErrorCode::conflict, Message("error.invitation.used"));
}

// Why a link that exists does not work any more.
auto check_usable(store::Invitation const& invitation, Instant now) -> Result<void> {
  if (invitation.revoked_at) return fail(ErrorCode::conflict, Message("error.invitation.revoked"));
  if (invitation.used_at) return invitation_used();
  if (invitation.expires_at <= now)
    return fail(ErrorCode::conflict, Message("error.invitation.expired", {{"at", invitation.expires_at}}));
  if (invitation.office_archived)
    return fail(ErrorCode::conflict, Message("error.office.archived", {{"office", invitation.office_name}}));
  return {};
}

// Whoever made the link, as they are now: what they may not do any more, their link does not do either.
auto maker_of(store::Unit& unit, store::Invitation const& invitation) -> Result<Actor> {
  if (!invitation.created_by) return Actor::system();
  auto const maker = find_person(unit, *invitation.created_by);
  bool const still_may =
      maker && !maker->blocked() && check_may_assign(maker->actor(), invitation.role, invitation.office);
  if (!still_may) return fail(ErrorCode::conflict, Message("error.invitation.revoked"));
  return maker->actor();
}

auto invitation_data(Role role, std::optional<OfficeId> office) -> boost::json::object {
  boost::json::object data{{"role", enum_name(role)}};
  if (office) data["office"] = office->value;
  return data;
}

// The person of the link: new, or known and now in the place it gives. An owner's place is not taken away by
// a link, and nobody's by the link of a head.
auto take_place(store::Unit& unit, Actor const& maker, Newcomer const& newcomer,
                store::Invitation const& invitation) -> Result<UserId> {
  auto const known = find_by_telegram(unit, newcomer.tg_id);
  if (!known) return add_newcomer(unit, newcomer, invitation.role, invitation.office);
  if (known->blocked()) return fail(ErrorCode::forbidden, Message("error.user.blocked"));
  if (known->role == invitation.role && known->office == invitation.office) return known->id;
  if (known->role == Role::owner || !check_administers(maker))
    return fail(ErrorCode::conflict, Message("error.invitation.for_others"));
  store::set_user_role(unit.sql, known->id, invitation.role, invitation.office);
  return known->id;
}

// Both the person and the use of the link, or neither.
auto accept(store::Unit& unit, Actor const& maker, store::Invitation const& invitation,
            Newcomer const& newcomer) -> Result<Person> {
  PB_TRY(auto const id, take_place(unit, maker, newcomer, invitation));
  if (!store::use_invitation(unit.sql, invitation.id, id, unit.now)) return invitation_used();
  auto person = find_person(unit, id);
  if (!person) return user_not_found();
  auto data = invitation_data(invitation.role, invitation.office);
  data["invitation"] = invitation.id.value;
  record(unit, person->actor(), "user.joined", {"user", id.value}, data);
  return std::move(*person);
}

}  // namespace

auto invite(store::Unit& unit, Actor const& actor, Random& random, Role role, std::optional<OfficeId> office)
    -> Result<NewInvitation> {
  PB_CHECK(check_may_assign(actor, role, office));
  PB_CHECK(check_office_active(unit, office));
  auto const open = store::open_invitations(unit.sql, actor.office, unit.now).size();
  if (open >= static_cast<std::size_t>(kOpenInvitationsLimit))
    return fail(ErrorCode::unavailable,
                Message("error.invitation.too_many", {{"limit", kOpenInvitationsLimit}}));

  auto token = crypto::make_token(random);
  auto const expires_at = unit.now + kInvitationLife;
  auto const id = store::insert_invitation(unit.sql,
                                           {.token_hash = crypto::hash_token(token),
                                            .role = role,
                                            .office = office,
                                            .created_by = events::acting_user(actor),
                                            .expires_at = expires_at},
                                           unit.now);
  record(unit, actor, "user.invited", {"invitation", id.value}, invitation_data(role, office));
  return NewInvitation{.id = id, .token = std::move(token), .expires_at = expires_at};
}

auto list_invitations(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::Invitation>> {
  bool const head = actor.role == Role::head && actor.office;
  if (!head) PB_CHECK(check_administers(actor));
  return store::open_invitations(unit.sql, actor.office, unit.now);
}

auto revoke_invitation(store::Unit& unit, Actor const& actor, InvitationId id) -> Result<void> {
  auto const found = store::find_invitation(unit.sql, id);
  if (!found || !check_may_assign(actor, found->role, found->office)) return invitation_unknown();
  if (found->revoked_at) return {};
  PB_CHECK(check_usable(*found, unit.now));
  if (!store::revoke_invitation(unit.sql, id, unit.now)) return invitation_used();
  record(unit, actor, "invitation.revoked", {"invitation", id.value}, {});
  return {};
}

auto accept_invitation(store::Unit& unit, Secret const& token, Newcomer const& newcomer) -> Result<Person> {
  auto const invitation = store::find_invitation_by_hash(unit.sql, crypto::hash_token(token));
  if (!invitation) return invitation_unknown();
  if (invitation->used_by) {
    auto known = find_by_telegram(unit, newcomer.tg_id);
    if (known && known->id == *invitation->used_by && !known->blocked()) return std::move(*known);
  }
  PB_CHECK(check_usable(*invitation, unit.now));
  PB_TRY(auto const maker, maker_of(unit, *invitation));
  return unit.sql.savepoint([&] { return accept(unit, maker, *invitation, newcomer); });
}

}  // namespace pb::people
