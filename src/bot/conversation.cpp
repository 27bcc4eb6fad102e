#include "bot/conversation.h"

#include "bot/commands.h"
#include "bot/conversation_state.h"
#include "bot/groups.h"
#include "bot/notices.h"
#include "bot/outgoing.h"
#include "bot/routes.h"
#include "bot/screens/screens.h"
#include "bot/strangers.h"
#include "people/group_chats.h"
#include "people/users.h"
#include "store/conversations.h"
#include "telegram/html.h"

namespace pb::bot {
namespace {

constexpr std::size_t kTypedLimitBytes = 4096;  // nothing we ask for is longer
constexpr std::int64_t kBelowLimit = 3;   // further up, the living message is out of sight: send it anew
constexpr std::size_t kAlertLimit = 190;  // UTF-16 units; Telegram takes 200

// What cannot be read as an answer: a voice message, a picture, a document.
enum class Unreadable { voice, other };

// What the person did: pressed a button, typed, or sent something else.
struct Doing {
  std::optional<Route> button{};
  std::optional<std::string> typed{};
  std::optional<Unreadable> unreadable{};
  bool welcomed = false;  // by an invitation, just now
};

auto incoming_from(telegram::User const& user, std::int64_t chat_id) -> Incoming {
  Incoming incoming{.chat_id = chat_id, .tg_id = user.id, .name = user.first_name, .language_code = {}};
  if (user.last_name) incoming.name += " " + *user.last_name;
  incoming.language_code = user.language_code.value_or("");
  return incoming;
}

// The form that is open stays open: no form takes an empty answer, each asks again.
void ask_again(Turn& turn, Route const& input, std::string_view why) {
  if (!answer(turn, input, "")) show_home(turn);
  turn.warn(turn.voice.plain(why));
}

// "/help", also where it is meant for another bot ("/help@other"): never an answer to a form.
bool looks_like_a_command(std::string_view typed) {
  return typed.size() > 1 && typed[0] == '/' && std::isalpha(static_cast<unsigned char>(typed[1])) != 0;
}

void do_command(Turn& turn, Route const& input, std::string const& typed) {
  auto const command = parse_command(typed, turn.surroundings.bot_username());
  if (!command) return ask_again(turn, input, "bot.not_understood");
  turn.start_afresh();
  if (run_command(turn, *command)) return;
  ask_again(turn, input, "bot.not_understood");
}

void do_typed(Turn& turn, Route const& input, std::string const& typed) {
  if (typed.size() > kTypedLimitBytes) return ask_again(turn, input, "bot.too_long");
  if (looks_like_a_command(typed)) return do_command(turn, input, typed);
  if (answer(turn, input, typed) || ask_where_to_put(turn, typed)) return;
  turn.warn(turn.voice.plain("bot.not_understood"));
  show_home(turn);
}

void do_button(Turn& turn, Route const& route) {
  if (press(turn, route)) return;
  turn.warn(turn.voice.plain("bot.old_button"));
  show_home(turn);
}

// A company that is not set up yet has one thing to show its owner, and nothing to anybody else.
void do_before_setup(Turn& turn, Route const& input, Doing const& doing) {
  if (turn.actor.role != Role::owner) {
    Page page;
    page.line(turn.voice.html("bot.not_ready"));
    page.button(turn.voice.plain("button.try_again"), Route("home"));
    return turn.show(page.done());
  }
  bool const setup_button = doing.button && doing.button->verb.starts_with("setup_");
  bool const setup_answer = doing.typed && !doing.typed->starts_with('/') && input.verb.starts_with("setup_");
  if (setup_button && press(turn, *doing.button)) return;
  if (setup_answer && answer(turn, input, *doing.typed)) return;
  show_setup(turn);
}

// What was said goes over the screen where there is a button to answer, else into its first line.
auto acknowledge(Turn& turn, Incoming const& incoming) -> std::optional<CallbackAnswer> {
  auto const& said = turn.said();
  bool const fits = telegram::utf16_length(said) <= kAlertLimit;
  if (incoming.callback_id && fits) {
    auto const style = turn.warned() ? CallbackAnswer::Style::alert : CallbackAnswer::Style::toast;
    return CallbackAnswer{.callback_id = *incoming.callback_id, .text = said, .style = style};
  }
  if (!said.empty() && turn.screen()) {
    turn.screen()->html = telegram::escape_html(said) + "\n\n" + turn.screen()->html;
  }
  if (incoming.callback_id) return CallbackAnswer{.callback_id = *incoming.callback_id};
  return std::nullopt;
}

// Which message the screen goes into; nothing: a new one.
auto living_message(Turn const& turn, Incoming const& incoming, ConversationState& state,
                    std::optional<store::Conversation> const& saved) -> std::optional<std::int64_t> {
  auto const known = saved && saved->message_id != 0 ? std::optional(saved->message_id) : std::nullopt;
  auto const edited = incoming.button_message_id ? incoming.button_message_id : known;
  bool const typed = !incoming.callback_id;
  if (typed) ++state.below;
  // A refusal comes below what was typed, where it is looked for: an edit further up, perhaps to the very
  // words that stand there already, would pass unseen.
  bool const anew = turn.afresh() || !edited || (typed && (turn.warned() || state.below > kBelowLimit));
  if (anew) state.below = 0;
  return anew ? std::nullopt : edited;
}

void greet(Turn& turn) {
  auto const& person = turn.person;
  turn.say(turn.voice.plain(
      "bot.welcome", {{"name", person.name}, {"place", turn.voice.place(person.role, person.office_name)}}));
}

auto converse(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
              people::Person person, Doing const& doing) -> std::optional<CallbackAnswer> {
  auto organisation = store::find_organisation(unit.sql);
  bool const ready = organisation.has_value();
  auto const saved = store::load_conversation(unit.sql, incoming.chat_id);
  auto state = saved ? state_from_json(saved->screen) : ConversationState{};

  Turn turn(unit, surroundings, incoming, std::move(person),
            organisation.value_or(organisation_before_setup()));
  if (!ready) {
    do_before_setup(turn, state.input, doing);
  } else if (doing.button) {
    do_button(turn, *doing.button);
  } else if (doing.unreadable) {
    ask_again(turn, state.input,
              *doing.unreadable == Unreadable::voice ? "bot.voice_not_ready" : "bot.only_text");
  } else {
    do_typed(turn, state.input, doing.typed.value_or(""));
  }
  if (!turn.screen()) show_home(turn);
  if (doing.welcomed) greet(turn);

  auto callback = acknowledge(turn, incoming);
  auto const living = living_message(turn, incoming, state, saved);
  state.input = turn.input();
  show_screen(unit, incoming.chat_id, living, *turn.screen());
  store::save_screen(unit.sql, incoming.chat_id, to_json(state), unit.now);
  if (living && (!saved || saved->message_id != *living)) {
    store::save_living_message(unit.sql, incoming.chat_id, *living, unit.now);
  }
  return callback;
}

auto handle_private(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
                    Doing const& doing) -> std::optional<CallbackAnswer> {
  auto person = people::find_by_telegram(unit, incoming.tg_id);
  bool const invited = doing.typed && is_invitation(*doing.typed);
  if (person && person->blocked()) return turn_away(unit, surroundings, incoming, *person);
  bool newly = false;
  if (!person || invited) {
    auto const welcomed = meet_stranger(unit, surroundings, incoming, doing.typed.value_or(""));
    if (welcomed) person = welcomed;
    newly = welcomed.has_value();
    if (!person)
      return incoming.callback_id ? std::optional(CallbackAnswer{*incoming.callback_id}) : std::nullopt;
  }
  if (!person->reachable) people::note_reachable(unit, incoming.tg_id);
  if (invited)
    return converse(unit, surroundings, incoming, std::move(*person), {.typed = "/start", .welcomed = newly});
  return converse(unit, surroundings, incoming, std::move(*person), doing);
}

auto handle_message(store::Unit& unit, Surroundings const& surroundings, telegram::Message const& message)
    -> std::optional<CallbackAnswer> {
  // Told by the group itself, whoever made it happen.
  if (message.migrate_to_chat_id && message.chat.type != "private") {
    people::group_moved(unit, message.chat.id, *message.migrate_to_chat_id);
    return std::nullopt;
  }
  if (!message.from) return std::nullopt;
  auto incoming = incoming_from(*message.from, message.chat.id);
  if (message.chat.type != "private" && message.from->id == kNamelessAdmin) {
    answer_nameless_admin(unit, surroundings, message);
    return std::nullopt;
  }
  if (message.from->is_bot) return std::nullopt;
  if (message.chat.type != "private") {
    handle_group_message(unit, surroundings, incoming, message);
    return std::nullopt;
  }
  Doing doing{.typed = message.text};
  if (!message.text) doing.unreadable = message.voice ? Unreadable::voice : Unreadable::other;
  return handle_private(unit, surroundings, incoming, doing);
}

auto handle_callback(store::Unit& unit, Surroundings const& surroundings,
                     telegram::CallbackQuery const& query) -> std::optional<CallbackAnswer> {
  bool const in_private = query.message && query.message->chat.type == "private";
  // A button in a group or of a message Telegram no longer shows: the answer goes to the person's own chat.
  auto incoming = incoming_from(query.from, query.from.id);
  incoming.callback_id = query.id;
  if (in_private) incoming.button_message_id = query.message->message_id;
  return handle_private(unit, surroundings, incoming, {.button = Route::parse(query.data.value_or(""))});
}

void handle_membership(store::Unit& unit, Surroundings const& surroundings,
                       telegram::ChatMemberUpdated const& change) {
  auto const outside = [](std::string const& status) { return status == "kicked" || status == "left"; };
  bool const gone = outside(change.new_status);
  bool const came = change.old_status.empty() || outside(change.old_status);
  bool const group = change.chat.type == "group" || change.chat.type == "supergroup";
  if (group && gone) return people::group_left(unit, change.chat.id);
  if (group && came) return greet_group(unit, surroundings, change.chat.id, change.from.id);
  if (change.chat.type != "private") return;
  gone ? people::note_unreachable(unit, change.from.id) : people::note_reachable(unit, change.from.id);
}

}  // namespace

auto handle_update(store::Unit& unit, Surroundings const& surroundings, telegram::Update const& update)
    -> std::optional<CallbackAnswer> {
  if (update.message) return handle_message(unit, surroundings, *update.message);
  if (update.callback_query) return handle_callback(unit, surroundings, *update.callback_query);
  if (update.my_chat_member) handle_membership(unit, surroundings, *update.my_chat_member);
  return std::nullopt;
}

auto conversation_of(telegram::Update const& update) -> std::int64_t {
  if (update.message) return update.message->chat.id;
  if (update.callback_query) return update.callback_query->from.id;
  if (update.my_chat_member) return update.my_chat_member->chat.id;
  return 0;
}

void apologise(store::Unit& unit, Surroundings const& surroundings, telegram::Update const& update,
               std::string const& code) {
  bool const in_private = update.callback_query || (update.message && update.message->chat.type == "private");
  auto const chat_id = conversation_of(update);
  if (!in_private || chat_id <= 0) return;
  auto const person = people::find_by_telegram(unit, chat_id);
  auto const voice = voice_of_stranger(unit, surroundings, person ? person->language : std::string());
  Page page;
  page.line(voice.html("bot.failed", {{"code", code}}));
  page.button(voice.plain("button.home"), Route("home"));
  send_notice(unit, {.chat_id = chat_id}, page.done());
}

}  // namespace pb::bot
