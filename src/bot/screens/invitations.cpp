#include "people/invitations.h"
#include "bot/screens/screens.h"
#include "people/offices.h"
#include "people/users.h"

// Links that let people in, each for one role and one use.
namespace pb::bot {
namespace {

void choose_role(Turn& turn) {
  Page page;
  page.line(turn.voice.html("people.invite_role"));
  for (auto const role : people::assignable_roles(turn.actor)) {
    page.button(turn.voice.plain("people.role", {{"role", std::string(enum_name(role))}}),
                Route("invite", {enum_name(role)}));
  }
  add_back_and_home(page, turn, Route("people"));
  turn.show(page.done());
}

void choose_office(Turn& turn, Role role) {
  auto const offices = people::list_offices(turn.unit, turn.actor, store::Archived::without);
  if (!offices) {
    turn.fail(offices.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html(offices->empty() ? "people.no_offices" : "people.ask_office"));
  for (auto const& office : *offices) page.button(office.name, Route("invite", {enum_name(role), office.id}));
  add_back_and_home(page, turn, Route("invite"));
  turn.show(page.done());
}

void create(Turn& turn, Role role, std::optional<OfficeId> office) {
  auto const invitation = people::invite(turn.unit, turn.actor, *turn.surroundings.random, role, office);
  if (!invitation) {
    turn.fail(invitation.error());
    return choose_role(turn);
  }
  Page page;
  page.line(turn.voice.html("people.invitation", {{"role", std::string(enum_name(role))},
                                                  {"until", invitation->expires_at},
                                                  {"link", invitation_link(turn, invitation->token)}}));
  add_back_and_home(page, turn, Route("people"));
  turn.show(page.done());
}

void invite(Turn& turn, Route const& route) {
  auto const role = enum_from_name<Role>(route.word(0));
  if (!role) return choose_role(turn);
  bool const needs_office = *role == Role::head || *role == Role::manager;
  if (!needs_office) return create(turn, *role, std::nullopt);
  if (turn.actor.office) return create(turn, *role, turn.actor.office);
  if (!route.number(1)) return choose_office(turn, *role);
  create(turn, *role, route.id<OfficeId>(1));
}

void show_list(Turn& turn) {
  auto const invitations = people::list_invitations(turn.unit, turn.actor);
  if (!invitations) {
    turn.fail(invitations.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html(invitations->empty() ? "people.no_invitations" : "people.open_invitations"));
  for (auto const& invitation : *invitations) {
    page.button(turn.voice.plain("people.invitation_row", {{"role", std::string(enum_name(invitation.role))},
                                                           {"office", invitation.office_name},
                                                           {"until", invitation.expires_at}}),
                Route("revoke", {invitation.id}));
  }
  add_back_and_home(page, turn, Route("people"));
  turn.show(page.done());
}

void revoke(Turn& turn, Route const& route) {
  auto const result = people::revoke_invitation(turn.unit, turn.actor, route.id<InvitationId>(0));
  result ? turn.say(turn.voice.plain("people.revoked")) : turn.fail(result.error());
  show_list(turn);
}

}  // namespace

auto invitation_link(Turn const& turn, Secret const& token) -> std::string {
  return "https://t.me/" + turn.surroundings.bot_username() + "?start=" + token.reveal();
}

auto invitation_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"invite", invite},
                                        {"invitations", [](Turn& turn, Route const&) { show_list(turn); }},
                                        {"revoke", revoke}};
  return entries;
}

}  // namespace pb::bot
