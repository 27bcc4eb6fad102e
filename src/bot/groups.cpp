#include "bot/groups.h"

#include "bot/commands.h"
#include "bot/outgoing.h"
#include "bot/strangers.h"
#include "people/group_chats.h"

namespace pb::bot {
namespace {

void answer(store::Unit& unit, telegram::Message const& message, std::string html) {
  Page page;
  page.line(std::move(html));
  send_notice(unit, {.chat_id = message.chat.id, .topic_id = message.message_thread_id.value_or(0)},
              page.done());
}

}  // namespace

void handle_group_message(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
                          telegram::Message const& message) {
  if (message.migrate_to_chat_id)
    return people::group_moved(unit, message.chat.id, *message.migrate_to_chat_id);
  auto const command = parse_command(message.text.value_or(""), surroundings.bot_username());
  bool const here = command && command->name == "digest_here";
  bool const off = command && command->name == "digest_off";
  if (!here && !off) return;
  auto const person = people::find_by_telegram(unit, incoming.tg_id);
  if (!person || person->blocked()) return;
  auto const voice = voice_of_stranger(unit, surroundings, person->language);
  auto const topic = message.message_thread_id.value_or(0);
  store::GroupChat const group{.chat_id = message.chat.id,
                               .topic_id = topic,
                               .title = message.chat.title.value_or(""),
                               .language = person->language,
                               .digest = true,
                               .added_by = person->id,
                               .added_at = unit.now};
  auto const result = here ? people::subscribe_group(unit, person->actor(), group)
                           : people::unsubscribe_group(unit, person->actor(), message.chat.id, topic);
  if (!result) return answer(unit, message, voice.html(result.error().message));
  answer(unit, message, voice.html(here ? "groups.digest_here" : "groups.digest_off"));
}

}  // namespace pb::bot
