#include "bot/screens/screens.h"
#include "people/offices.h"
#include "people/users.h"

// Who works here, and what may be done about it.
namespace pb::bot {
namespace {

auto person_row(Turn const& turn, store::User const& user) -> std::string {
  auto const* const key = user.status == store::UserStatus::blocked ? "people.row_blocked" : "people.row";
  return turn.voice.plain(
      key, {{"name", user.name}, {"role", std::string(enum_name(user.role))}, {"office", user.office_name}});
}

void show_list(Turn& turn, OfficeId office, std::int64_t number) {
  PageOfList list{.number = number};
  store::UserFilter filter;
  if (office) filter.office = office;
  auto const users =
      people::list_users(turn.unit, turn.actor, filter, {.offset = list.offset(), .limit = list.size});
  if (!users) {
    turn.fail(users.error());
    return show_home(turn);
  }
  list.total = users->total;
  Page page;
  page.line(turn.voice.html("people.title", {{"count", list.total}}));
  for (auto const& user : users->rows) page.button(person_row(turn, user), Route("person", {user.id}));
  add_paging(page, turn, Route("people", {office}), list);
  if (!people::assignable_roles(turn.actor).empty()) {
    page.button(turn.voice.plain("people.invite"), Route("invite"))
        .beside(turn.voice.plain("people.invitations"), Route("invitations"));
  }
  add_home(page, turn);
  turn.show(page.done());
}

void add_actions(Page& page, Turn const& turn, people::UserCard const& card) {
  auto const id = card.person.id;
  for (auto const action : card.allowed) {
    switch (action) {
      case people::UserAction::rename:
        page.button(turn.voice.plain("button.rename"), Route("person_rename", {id}));
        break;
      case people::UserAction::change_role:
        page.button(turn.voice.plain("people.change_role"), Route("person_role", {id}));
        break;
      case people::UserAction::move:
        page.button(turn.voice.plain("people.move"), Route("person_move", {id}));
        break;
      case people::UserAction::block:
        page.button(turn.voice.plain("people.block"), Route("person_block", {id}));
        break;
      case people::UserAction::unblock:
        page.button(turn.voice.plain("people.unblock"), Route("person_unblock", {id}));
        break;
    }
  }
}

void show_person(Turn& turn, UserId id) {
  auto const card = people::user_card(turn.unit, turn.actor, id);
  if (!card) {
    turn.fail(card.error());
    return show_list(turn, {}, 0);
  }
  auto const& person = card->person;
  Page page;
  page.line(turn.voice.html("people.card", {{"name", person.name},
                                            {"role", std::string(enum_name(person.role))},
                                            {"office", person.office_name}}));
  if (person.blocked()) page.line(turn.voice.html("people.is_blocked"));
  if (!person.reachable) page.line(turn.voice.html("people.is_unreachable"));
  add_actions(page, turn, *card);
  add_back_and_home(page, turn, Route("people"));
  turn.show(page.done());
}

void finish(Turn& turn, UserId id, Result<void> const& result) {
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  if (result && id == turn.person.id) turn.refresh_person();
  show_person(turn, id);
}

void choose_office(Turn& turn, UserId id, std::string_view verb, std::string_view role) {
  auto const offices = people::list_offices(turn.unit, turn.actor, store::Archived::without);
  if (!offices) {
    turn.fail(offices.error());
    return show_person(turn, id);
  }
  Page page;
  page.line(turn.voice.html("people.ask_office"));
  for (auto const& office : *offices) {
    page.button(office.name,
                role.empty() ? Route(verb, {id, office.id}) : Route(verb, {id, role, office.id}));
  }
  add_back_and_home(page, turn, Route("person", {id}));
  turn.show(page.done());
}

void choose_role(Turn& turn, UserId id) {
  auto const card = people::user_card(turn.unit, turn.actor, id);
  if (!card) {
    turn.fail(card.error());
    return show_list(turn, {}, 0);
  }
  Page page;
  page.line(turn.voice.html("people.ask_role"));
  for (auto const role : card->assignable_roles) {
    page.button(turn.voice.plain("people.role", {{"role", std::string(enum_name(role))}}),
                Route("role_set", {id, enum_name(role)}));
  }
  add_back_and_home(page, turn, Route("person", {id}));
  turn.show(page.done());
}

void set_role(Turn& turn, Route const& route) {
  auto const id = route.id<UserId>(0);
  auto const role = enum_from_name<Role>(route.word(1));
  if (!role) return show_person(turn, id);
  bool const needs_office = *role == Role::head || *role == Role::manager;
  if (needs_office && !route.number(2)) return choose_office(turn, id, "role_set", enum_name(*role));
  auto const office = needs_office ? std::optional(route.id<OfficeId>(2)) : std::nullopt;
  finish(turn, id, people::change_role(turn.unit, turn.actor, id, *role, office));
}

}  // namespace

auto people_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"people",
       [](Turn& turn, Route const& route) {
         show_list(turn, route.id<OfficeId>(0), route.number(1).value_or(0));
       }},
      {"person", [](Turn& turn, Route const& route) { show_person(turn, route.id<UserId>(0)); }},
      {"person_rename",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<UserId>(0);
         Page page;
         page.line(turn.voice.html("people.ask_name"));
         add_back_and_home(page, turn, Route("person", {id}));
         turn.show(page.done());
         turn.expect(Route("person_rename", {id}));
       }},
      {"person_role", [](Turn& turn, Route const& route) { choose_role(turn, route.id<UserId>(0)); }},
      {"role_set", set_role},
      {"person_move",
       [](Turn& turn, Route const& route) { choose_office(turn, route.id<UserId>(0), "move_to", ""); }},
      {"move_to",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<UserId>(0);
         finish(turn, id, people::move_user(turn.unit, turn.actor, id, route.id<OfficeId>(1)));
       }},
      {"person_block",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<UserId>(0);
         finish(turn, id, people::block_user(turn.unit, turn.actor, id));
       }},
      {"person_unblock",
       [](Turn& turn, Route const& route) {
         auto const id = route.id<UserId>(0);
         finish(turn, id, people::unblock_user(turn.unit, turn.actor, id));
       }},
  };
  return entries;
}

auto people_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {
      {"person_rename",
       [](Turn& turn, Route const& input, std::string const& typed) {
         auto const id = input.id<UserId>(0);
         finish(turn, id, people::rename_user(turn.unit, turn.actor, id, typed));
       }},
  };
  return entries;
}

}  // namespace pb::bot
