#include "people/invitations.h"
#include "bot/screens/screens.h"
#include "people/offices.h"
#include "people/users.h"

// Links that let people in, each for one role and one use.
namespace pb::bot {
namespace {

constexpr std::size_t kInvitationsShown = 30;  // the newest

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
  show_office_choice(turn, Route("invite", {enum_name(role)}), Route("invite"));
}

void create(Turn& turn, Role role, std::optional<OfficeId> office) {
  auto const invitation = people::invite(turn.unit, turn.actor, *turn.surroundings.random, role, office);
  if (!invitation) {
    turn.fail(invitation.error());
    return choose_role(turn);
  }
  Page page;
  auto const card = office ? people::office(turn.unit, turn.actor, *office) : store::Office{};
  auto const link = invitation_link(turn, invitation->token);
  page.line(turn.voice.html("people.invitation", {{"place", turn.voice.place(role, card ? card->name : "")},
                                                  {"until", invitation->expires_at},
                                                  {"link", link}}));
  page.link(turn.voice.plain("people.pass_on"), share_link(link));
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
  std::size_t shown = 0;
  for (auto const& invitation : *invitations) {
    if (++shown > kInvitationsShown) break;
    page.button(turn.voice.plain("people.invitation_row",
                                 {{"place", turn.voice.place(invitation.role, invitation.office_name)},
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

auto share_link(std::string const& link) -> std::string {
  return "https://t.me/share/url?url=" + link;
}

auto invitation_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"invite", invite},
                                        {"invitations", [](Turn& turn, Route const&) { show_list(turn); }},
                                        {"revoke", revoke}};
  return entries;
}

}  // namespace pb::bot
