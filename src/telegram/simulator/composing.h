#pragma once

#include <expected>

#include "telegram/simulator/entities.h"
#include "telegram/simulator/keyboard.h"
#include "telegram/simulator/methods.h"

// What goes into a message: its text, its keyboard, what it replies to.
namespace pb::telegram::simulator {

// The text of a message: parse mode or entity list applied, white space trimmed, at most as long as allowed.
[[nodiscard]] auto message_text(Call const& call) -> std::expected<FormattedText, ApiError>;
// A caption; empty when there is none. Also of one item of a media group, which brings its own parameters.
[[nodiscard]] auto caption(World& world, Parameters const& parameters)
    -> std::expected<FormattedText, ApiError>;

// The keyboard of a message that is edited: inline, or null for none.
[[nodiscard]] auto inline_keyboard(Call const& call) -> std::expected<boost::json::value, ApiError>;

// Posts into a chat that was found writable, as far as the flood limits allow: fills in sender, thread, reply
// and keyboard.
[[nodiscard]] auto post_message(Call const& call, Chat& chat, Message message)
    -> std::expected<Message const*, ApiError>;
// The same, giving the posted message as the API shows it.
[[nodiscard]] auto post_and_show(Call const& call, Chat& chat, Message message) -> Outcome;

}  // namespace pb::telegram::simulator
