#pragma once

#include <expected>

#include "telegram/simulator/methods.h"

// Whom a call means, and whether the bot may.
namespace pb::telegram::simulator {

// The chat of `chat_id` (a number, or @username), as far as the bot knows it.
[[nodiscard]] auto known_chat(Call const& call, std::string_view parameter = "chat_id")
    -> std::expected<Chat*, ApiError>;
// The same where the bot can write there now: not blocked, not thrown out, not moved.
[[nodiscard]] auto writable_chat(Call const& call) -> std::expected<Chat*, ApiError>;

}  // namespace pb::telegram::simulator
