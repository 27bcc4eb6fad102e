#pragma once

#include <expected>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/keyboard.h"
#include "telegram/simulator/methods.h"

// What goes into a message: its text, its keyboard, what it replies to.
namespace pb::telegram::simulator {

// The text of a message: parse mode or entity list applied, white space trimmed, at most as long as allowed.
[[nodiscard]] auto message_text(Call const& call) -> std::expected<FormattedText, ApiError>;
// A caption; empty when there is none.
[[nodiscard]] auto caption(Call const& call) -> std::expected<FormattedText, ApiError>;

[[nodiscard]] auto reply_markup(Call const& call) -> std::expected<ReplyMarkup, ApiError>;

// Posts into a chat that was found writable, as far as the flood limits allow: fills in sender, thread, reply
// and keyboard. Gives the posted message as the API shows it.
[[nodiscard]] auto post_message(Call const& call, Chat& chat, Message message) -> Outcome;

}  // namespace pb::telegram::simulator
