#include "delivery/outbox.h"

#include "telegram/html.h"

namespace pb::delivery {
namespace {

// One message; the keyboard goes under the last part of a long text.
auto part_of(TelegramMessage const& message, std::string_view html, bool last,
             std::optional<std::int64_t> edit) -> store::NewOutgoing {
  auto const* const keyboard = last ? &message.keyboard : nullptr;
  auto const topic = message.topic_id != 0 ? std::optional(message.topic_id) : std::nullopt;
  auto payload =
      edit ? telegram::encode(telegram::EditMessageText{
                 .chat_id = message.chat_id, .message_id = *edit, .html = html, .keyboard = keyboard})
           : telegram::encode(telegram::SendMessage{.chat_id = message.chat_id,
                                                    .message_thread_id = topic,
                                                    .html = html,
                                                    .keyboard = keyboard,
                                                    .notification = message.notification});
  return {.chat_id = message.chat_id,
          .priority = message.priority,
          .method = edit ? "editMessageText" : "sendMessage",
          .slot = message.role == Role::living && last ? "screen" : "",
          .payload = std::move(payload)};
}

// Gives `take` each message that this one becomes.
template <class Take>
void split(TelegramMessage const& message, Take take) {
  // Bytes are never fewer than what Telegram counts, so most messages need no counting.
  if (message.html.size() <= telegram::kMessageLimit)
    return take(part_of(message, message.html, true, message.edit_message_id));
  auto const parts = telegram::split_message(message.html);
  for (std::size_t index = 0; index < parts.size(); ++index) {
    take(part_of(message, parts[index], index + 1 == parts.size(),
                 parts.size() == 1 ? message.edit_message_id : std::nullopt));
  }
}

}  // namespace

void enqueue(store::Unit& unit, TelegramMessage const& message) {
  split(message, [&](store::NewOutgoing const& part) { store::insert_outgoing(unit.sql, part, unit.now); });
  unit.sql.notify(kTopic);
}

void enqueue(store::Unit& unit, std::span<TelegramMessage const> messages) {
  std::vector<store::NewOutgoing> parts;
  parts.reserve(messages.size());
  for (auto const& message : messages) {
    split(message, [&](store::NewOutgoing part) { parts.push_back(std::move(part)); });
  }
  store::insert_outgoing(unit.sql, parts, unit.now);
  unit.sql.notify(kTopic);
}

}  // namespace pb::delivery
