#include "telegram/simulator/editing.h"

#include "telegram/simulator/composing.h"
#include "telegram/simulator/shapes.h"
#include "telegram/simulator/targets.h"

namespace pb::telegram::simulator {

namespace {

constexpr std::size_t kMostDeletedAtOnce = 100;

bool is_too_old_to_delete(Call const& call, Message const& message) {
  return call.world.now() - message.date > call.world.limits().delete_window;
}

// In a private chat a bot may take back what either has said, in a group only what it said itself.
auto deletable(Call const& call, Chat const& chat, Message const& message) -> std::expected<void, ApiError> {
  if (is_too_old_to_delete(call, message)) return bad_request("message can't be deleted for everyone");
  if (!chat.is_private() && message.from != call.bot.id) return bad_request("message can't be deleted");
  return {};
}

}  // namespace

auto editable_message(Call const& call) -> std::expected<EditedMessage, ApiError> {
  if (call.parameters.text("inline_message_id") && !call.parameters.text("chat_id")) {
    return bad_request("MESSAGE_ID_INVALID");  // there are no inline messages here
  }
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const id = call.parameters.number("message_id");
  if (!id) return bad_request("message identifier is not specified");
  auto* const message = (*chat)->find(*id);
  if (message == nullptr) return bad_request("message to edit not found");
  if (message->from != call.bot.id || message->service || message->forwarded_from) {
    return bad_request("message can't be edited");
  }
  return EditedMessage{*chat, message};
}

auto replace(Call const& call, EditedMessage edited, Content content) -> Outcome {
  auto& message = *edited.message;
  bool const is_same = message.text == content.text && message.attachment == content.attachment &&
                       message.inline_keyboard == content.inline_keyboard;
  if (is_same) {
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as a "
        "current content and reply markup of the message");
  }
  auto const wait = call.bot.flood.admit_edit(edited.chat->key.id, call.world.steady_now());
  if (wait) return too_many_requests(*wait);
  message.text = std::move(content.text);
  message.attachment = std::move(content.attachment);
  message.inline_keyboard = std::move(content.inline_keyboard);
  message.edited = call.world.now();
  call.world.changed(*edited.chat, message);
  return message_shape(call.world, *edited.chat, message);
}

auto edit_message_text(Call const& call) -> Outcome {
  auto text = message_text(call);
  if (!text) return std::unexpected(text.error());
  auto keyboard = inline_keyboard(call);
  if (!keyboard) return std::unexpected(keyboard.error());
  auto const edited = editable_message(call);
  if (!edited) return std::unexpected(edited.error());
  if (edited->message->attachment) return bad_request("there is no text in the message to edit");
  return replace(call, *edited,
                 {.text = std::move(*text), .attachment = {}, .inline_keyboard = std::move(*keyboard)});
}

auto edit_message_caption(Call const& call) -> Outcome {
  auto text = caption(call.world, call.parameters);
  if (!text) return std::unexpected(text.error());
  auto keyboard = inline_keyboard(call);
  if (!keyboard) return std::unexpected(keyboard.error());
  auto const edited = editable_message(call);
  if (!edited) return std::unexpected(edited.error());
  if (!edited->message->attachment) return bad_request("there is no caption in the message to edit");
  return replace(call, *edited,
                 {.text = std::move(*text),
                  .attachment = edited->message->attachment,
                  .inline_keyboard = std::move(*keyboard)});
}

auto edit_message_reply_markup(Call const& call) -> Outcome {
  auto keyboard = inline_keyboard(call);
  if (!keyboard) return std::unexpected(keyboard.error());
  auto const edited = editable_message(call);
  if (!edited) return std::unexpected(edited.error());
  return replace(call, *edited,
                 {.text = edited->message->text,
                  .attachment = edited->message->attachment,
                  .inline_keyboard = std::move(*keyboard)});
}

auto delete_message(Call const& call) -> Outcome {
  auto const chat = known_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const id = call.parameters.number("message_id");
  if (!id) return bad_request("message identifier is not specified");
  auto* const message = (*chat)->find(*id);
  if (message == nullptr) return bad_request("message to delete not found");
  if (auto const may = deletable(call, **chat, *message); !may) return std::unexpected(may.error());
  call.world.erase(**chat, *message);
  return true;
}

auto delete_messages(Call const& call) -> Outcome {
  auto const chat = known_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const ids = call.parameters.array("message_ids");
  if (!ids || ids->empty()) return bad_request("message identifiers are not specified");
  if (ids->size() > kMostDeletedAtOnce) return bad_request("too many message identifiers specified");
  for (auto const& id : *ids) {
    auto* const message = id.is_int64() ? (*chat)->find(id.get_int64()) : nullptr;
    if (message != nullptr && deletable(call, **chat, *message)) call.world.erase(**chat, *message);
  }
  return true;
}

}  // namespace pb::telegram::simulator
