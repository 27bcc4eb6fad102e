#include "bot/groups.h"

#include "bot/commands.h"
#include "bot/outgoing.h"
#include "bot/strangers.h"
#include "domain/permission.h"
#include "people/group_chats.h"

namespace pb::bot {
namespace {

enum class Wish { digest_here, digest_off };

void answer(store::Unit& unit, Destination const& destination, std::string const& html) {
  Page page;
  page.line(html);
  send_notice(unit, destination, page.done());
}

// "/start digest" comes from the button that lets the bot into a group.
auto wish_of(std::optional<Command> const& command) -> std::optional<Wish> {
  if (!command) return std::nullopt;
  bool const let_in = command->name == "start" && command->argument == "digest";
  if (command->name == "digest_here" || let_in) return Wish::digest_here;
  if (command->name == "digest_off") return Wish::digest_off;
  return std::nullopt;
}

auto known_person(store::Unit& unit, std::int64_t tg_id) -> std::optional<people::Person> {
  auto person = people::find_by_telegram(unit, tg_id);
  if (!person || person->blocked()) return std::nullopt;
  return person;
}

}  // namespace

void handle_group_message(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
                          telegram::Message const& message) {
  auto const wish = wish_of(parse_command(message.text.value_or(""), surroundings.bot_username()));
  auto const person = wish ? known_person(unit, incoming.tg_id) : std::nullopt;
  if (!person) return;
  bool const here = *wish == Wish::digest_here;
  auto const voice = voice_of_stranger(unit, surroundings, person->language);
  auto const topic = message.message_thread_id.value_or(0);
  Destination const destination{.chat_id = message.chat.id, .topic_id = topic};
  store::GroupChat const group{.chat_id = message.chat.id,
                               .topic_id = topic,
                               .title = message.chat.title.value_or(""),
                               .language = person->language,
                               .digest = true,
                               .added_by = person->id,
                               .added_at = unit.now};
  auto const result = here ? people::subscribe_group(unit, person->actor(), group)
                           : people::unsubscribe_group(unit, person->actor(), message.chat.id, topic);
  if (!result) return answer(unit, destination, voice.html(result.error().message));
  answer(unit, destination, voice.html(here ? "groups.digest_here" : "groups.digest_off"));
}

void answer_nameless_admin(store::Unit& unit, Surroundings const& surroundings,
                           telegram::Message const& message) {
  if (!wish_of(parse_command(message.text.value_or(""), surroundings.bot_username()))) return;
  answer(unit, {.chat_id = message.chat.id, .topic_id = message.message_thread_id.value_or(0)},
         voice_of_stranger(unit, surroundings, "").html("groups.nameless"));
}

void greet_group(store::Unit& unit, Surroundings const& surroundings, std::int64_t chat_id,
                 std::int64_t by_tg_id) {
  auto const person = known_person(unit, by_tg_id);
  if (!person || !may(person->actor(), Action::administer_places)) return;
  answer(unit, {.chat_id = chat_id},
         voice_of_stranger(unit, surroundings, person->language).html("groups.greeting"));
}

}  // namespace pb::bot
