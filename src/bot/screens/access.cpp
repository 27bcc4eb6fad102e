#include "people/access.h"
#include "bot/notices.h"
#include "bot/screens/screens.h"
#include "people/users.h"

// Strangers who asked to be let in.
namespace pb::bot {
namespace {

void show_list(Turn& turn) {
  auto const requests = people::list_access_requests(turn.unit, turn.actor);
  if (!requests) {
    turn.fail(requests.error());
    return show_home(turn);
  }
  constexpr std::size_t kShown = 20;
  Page page;
  page.line(turn.voice.html(requests->empty() ? "access.none" : "access.title"));
  for (std::size_t index = 0; index < std::min(requests->size(), kShown); ++index) {
    auto const& request = (*requests)[index];
    page.button(request.name, Route("request", {request.tg_id}));
  }
  add_home(page, turn);
  turn.show(page.done());
}

void choose_office(Turn& turn, std::int64_t tg_id, Role role) {
  show_office_choice(turn, Route("grant", {tg_id, enum_name(role)}), Route("request", {tg_id}));
}

void grant(Turn& turn, Route const& route) {
  auto const tg_id = route.number(0);
  auto const role = enum_from_name<Role>(route.word(1));
  if (!tg_id || !role) return show_list(turn);
  bool const needs_office = *role == Role::head || *role == Role::manager;
  if (needs_office && !route.number(2)) return choose_office(turn, *tg_id, *role);
  auto const office = needs_office ? std::optional(route.id<OfficeId>(2)) : std::nullopt;
  auto const person = people::grant_access(turn.unit, turn.actor, *tg_id, *role, office);
  if (!person) {
    turn.fail(person.error());
    return show_list(turn);
  }
  notify_of_welcome(turn, *person);
  turn.say(turn.voice.plain("bot.request_granted", {{"name", person->name}}));
  show_list(turn);
}

void refuse(Turn& turn, Route const& route) {
  auto const result = people::refuse_access(turn.unit, turn.actor, route.number(0).value_or(0));
  result ? turn.say(turn.voice.plain("bot.request_refused")) : turn.fail(result.error());
  show_list(turn);
}

}  // namespace

void show_access_request(Turn& turn, std::int64_t tg_id) {
  auto const request = people::access_request(turn.unit, turn.actor, tg_id);
  if (!request) {
    turn.fail(request.error());
    return show_list(turn);
  }
  Page page;
  page.line(turn.voice.html("bot.request_notice", {{"name", request->name}}));
  for (auto const role : people::assignable_roles(turn.actor)) {
    page.button(turn.voice.plain("access.grant", {{"role", std::string(enum_name(role))}}),
                Route("grant", {tg_id, enum_name(role)}));
  }
  page.button(turn.voice.plain("button.refuse"), Route("refuse", {tg_id}));
  add_back_and_home(page, turn, Route("requests"));
  turn.show(page.done());
}

auto access_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"requests", [](Turn& turn, Route const&) { show_list(turn); }},
      {"request",
       [](Turn& turn, Route const& route) { show_access_request(turn, route.number(0).value_or(0)); }},
      {"grant", grant},
      {"refuse", refuse}};
  return entries;
}

}  // namespace pb::bot
