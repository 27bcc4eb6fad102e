#include "delivery/outbox.h"

#include <charconv>

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
          .slot = message.role == Role::living && last ? "screen" : slot_of(message.receipt),
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

constexpr std::string_view kArtefact = "artefact:";

}  // namespace

void enqueue(store::Unit& unit, TelegramFile const& file) {
  auto const reference = std::string(kArtefact) + std::to_string(file.artefact.value);
  auto payload = telegram::encode(telegram::SendFile{
      .kind = file.kind,
      .chat_id = file.chat_id,
      .message_thread_id = file.topic_id != 0 ? std::optional(file.topic_id) : std::nullopt,
      .file = reference,
      .caption_html = file.caption_html,
      .notification = file.notification});
  store::insert_outgoing(unit.sql,
                         {.chat_id = file.chat_id,
                          .priority = file.priority,
                          .method = std::string(telegram::method_of(file.kind)),
                          .slot = slot_of(file.receipt),
                          .payload = std::move(payload)},
                         unit.now);
  unit.sql.notify(kTopic);
}

auto artefact_of(store::Outgoing const& message) -> std::optional<store::ReportArtefactId> {
  if (message.method != "sendDocument" && message.method != "sendPhoto") return std::nullopt;
  auto const reference = telegram::file_reference(message.payload);
  if (!reference || !reference->value.starts_with(kArtefact)) return std::nullopt;
  store::ReportArtefactId id;
  auto const number = std::string_view(reference->value).substr(kArtefact.size());
  std::from_chars(number.data(), number.data() + number.size(), id.value);
  return id;
}

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
