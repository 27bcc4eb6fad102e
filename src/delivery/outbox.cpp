#include "delivery/outbox.h"

#include "telegram/html.h"

namespace pb::delivery {
namespace {

// One message; the keyboard goes under the last part of a long text.
void enqueue_part(store::Unit& unit, TelegramMessage const& message, std::string_view html, bool last,
                  std::optional<std::int64_t> edit) {
  auto const* const keyboard = last ? &message.keyboard : nullptr;
  auto const topic = message.topic_id != 0 ? std::optional(message.topic_id) : std::nullopt;
  auto const payload =
      edit ? telegram::encode(telegram::EditMessageText{
                 .chat_id = message.chat_id, .message_id = *edit, .html = html, .keyboard = keyboard})
           : telegram::encode(telegram::SendMessage{.chat_id = message.chat_id,
                                                    .message_thread_id = topic,
                                                    .html = html,
                                                    .keyboard = keyboard,
                                                    .notification = message.notification});
  store::insert_outgoing(unit.sql,
                         {.chat_id = message.chat_id,
                          .priority = message.priority,
                          .method = edit ? "editMessageText" : "sendMessage",
                          .slot = message.role == Role::living && last ? "screen" : "",
                          .payload = payload},
                         unit.now);
}

}  // namespace

void enqueue(store::Unit& unit, TelegramMessage const& message) {
  // Bytes are never fewer than what Telegram counts, so most messages need no counting.
  if (message.html.size() <= telegram::kMessageLimit) {
    enqueue_part(unit, message, message.html, true, message.edit_message_id);
  } else {
    auto const parts = telegram::split_message(message.html);
    for (std::size_t index = 0; index < parts.size(); ++index) {
      bool const last = index + 1 == parts.size();
      enqueue_part(unit, message, parts[index], last,
                   parts.size() == 1 ? message.edit_message_id : std::nullopt);
    }
  }
  unit.sql.notify(kTopic);
}

}  // namespace pb::delivery
