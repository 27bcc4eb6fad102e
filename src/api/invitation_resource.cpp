#include "api/represent.h"
#include "api/resources.h"
#include "people/invitations.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto to_json(store::Invitation const& invitation) -> json::object {
  json::value office = nullptr;
  if (invitation.office)
    office = json::object{{"id", invitation.office->value}, {"name", invitation.office_name}};
  return {{"id", invitation.id.value},
          {"role", enum_name(invitation.role)},
          {"office", std::move(office)},
          {"created_by", represent(invitation.created_by)},
          {"expires_at", represent(invitation.expires_at)}};
}

auto list_invitations(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const invitations, people::list_invitations(call.unit, actor));
  json::array items;
  for (auto const& invitation : invitations) items.push_back(to_json(invitation));
  return listed_part(call, items, page);
}

auto create_invitation(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto fields, call.fields());
  auto const role = fields.required<Role>("role");
  auto const office = fields.optional<OfficeId>("office");
  PB_CHECK(fields.check());
  PB_TRY(auto const made, people::invite(call.unit, actor, call.random, role, office));
  auto reply = created(
      "/api/v1/invitations/" + std::to_string(made.id.value),
      json::object{
          {"id", made.id.value}, {"token", made.token.reveal()}, {"expires_at", represent(made.expires_at)}});
  reply.shown = Reply::Shown::once;
  return reply;
}

auto revoke_invitation(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto const id, call.id<InvitationId>());
  PB_CHECK(people::revoke_invitation(call.unit, actor, id));
  return no_content();
}

}  // namespace

void add_invitations(Door& door) {
  door.read("listInvitations", list_invitations);
  door.write("createInvitation", create_invitation);
  door.write("revokeInvitation", revoke_invitation);
}

}  // namespace pb::api
