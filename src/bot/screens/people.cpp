#include "bot/command_menu.h"
#include "bot/notices.h"
#include "bot/screens/screens.h"
#include "people/users.h"

// Who works here, and what may be done about it.
namespace pb::bot {
namespace {

auto person_row(Turn const& turn, store::User const& user) -> std::string {
  if (user.status == store::UserStatus::blocked)
    return turn.voice.plain("people.row_blocked", {{"name", user.name}});
  return turn.voice.plain("people.row",
                          {{"name", user.name}, {"place", turn.voice.place(user.role, user.office_name)}});
}

// One page of people. As long as there are not too many they stand in the reader's alphabetical order; a
// database knows only the order of bytes.
auto load_page(Turn& turn, OfficeId office, PageOfList& list) -> Result<std::vector<store::User>> {
  constexpr std::int64_t kSortedHere = 500;
  store::UserFilter filter;
  if (office) filter.office = office;
  PB_TRY(auto all, people::list_users(turn.unit, turn.actor, filter, {.limit = kSortedHere}));
  list.total = all.total;
  if (all.total > kSortedHere) {
    PB_TRY(auto page,
           people::list_users(turn.unit, turn.actor, filter, {.offset = list.offset(), .limit = list.size}));
    return std::move(page.rows);
  }
  turn.voice.sort(all.rows, &store::User::name);
  auto const shown = list.shown(std::span(std::as_const(all.rows)));
  return std::vector<store::User>(shown.begin(), shown.end());
}

void show_list(Turn& turn, OfficeId office, std::int64_t number) {
  PageOfList list{.number = number};
  auto const users = load_page(turn, office, list);
  if (!users) {
    turn.fail(users.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html("people.title", {{"count", list.total}}));
  for (auto const& user : *users) page.button(person_row(turn, user), Route("person", {user.id}));
  add_paging(page, turn, Route("people", {office}), list);
  if (!people::assignable_roles(turn.actor).empty()) {
    page.button(turn.voice.plain("people.invite"), Route("invite"))
        .beside(turn.voice.plain("people.invitations"), Route("invitations"));
  }
  bool const of_one_office = office && !turn.actor.office;
  of_one_office ? add_back_and_home(page, turn, Route("office", {office})) : add_home(page, turn);
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
  page.line(turn.voice.html(
      "people.card", {{"name", person.name}, {"place", turn.voice.place(person.role, person.office_name)}}));
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

void ask_name(Turn& turn, UserId id) {
  Page page;
  page.line(turn.voice.html("people.ask_name"));
  add_back_and_home(page, turn, Route("person", {id}));
  turn.show(page.done());
  turn.expect(Route("person_rename", {id}));
}

void choose_office(Turn& turn, UserId id, std::string_view verb, std::string_view role) {
  Route to(verb, {id});
  if (!role.empty()) to.args.emplace_back(role);
  show_office_choice(turn, to, Route("person", {id}));
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
  auto const result = people::change_role(turn.unit, turn.actor, id, *role, office);
  auto const recipient = result ? people::recipient(turn.unit, id) : std::nullopt;
  if (recipient) {
    offer_commands(turn.unit, voice_for(turn.surroundings, turn.organisation, *recipient), recipient->tg_id,
                   *role);
  }
  finish(turn, id, result);
}

}  // namespace

auto people_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"people",
       [](Turn& turn, Route const& route) { show_list(turn, route.id<OfficeId>(0), page_number(route, 1)); }},
      {"person", [](Turn& turn, Route const& route) { show_person(turn, route.id<UserId>(0)); }},
      {"person_rename", [](Turn& turn, Route const& route) { ask_name(turn, route.id<UserId>(0)); }},
      {"person_role", [](Turn& turn, Route const& route) { choose_role(turn, route.id<UserId>(0)); }},
      {"role_set", set_role},
      {"person_move",
       [](Turn& turn, Route const& route) { choose_office(turn, route.id<UserId>(0), "move_to", {}); }},
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
         auto const result = people::rename_user(turn.unit, turn.actor, id, typed);
         if (result || result.error().code == ErrorCode::not_found) return finish(turn, id, result);
         turn.fail(result.error());
         ask_name(turn, id);
       }},
  };
  return entries;
}

}  // namespace pb::bot
