#pragma once

#include <expected>

#include "telegram/simulator/methods.h"

// Changing a message that is already there.
namespace pb::telegram::simulator {

struct EditedMessage {
  Chat* chat;
  Message* message;
};

// The message of `chat_id` and `message_id`, if it is the bot's to edit.
[[nodiscard]] auto editable_message(Call const& call) -> std::expected<EditedMessage, ApiError>;

// What an edit makes of a message.
struct Content {
  FormattedText text;
  std::optional<Attachment> attachment;
  boost::json::value inline_keyboard;
};
// Puts it in place, as far as the flood limits allow; refuses what changes nothing. Gives the message as the
// API shows it.
[[nodiscard]] auto replace(Call const& call, EditedMessage edited, Content content) -> Outcome;

}  // namespace pb::telegram::simulator
