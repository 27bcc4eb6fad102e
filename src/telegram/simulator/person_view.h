#pragma once

#include <boost/json/object.hpp>

#include "telegram/simulator/world.h"

// How people see chats (docs/simulator.md).
namespace pb::telegram::simulator {

// Message as people see it.
[[nodiscard]] auto message_view(World& world, Message const& message) -> boost::json::object;
// ChatLine, of a list of chats. A private chat is headed by its bot.
[[nodiscard]] auto chat_line(World& world, Chat const& chat) -> boost::json::object;
// ChatView with what has changed since `after`; everything when `after` is none of this run's versions.
[[nodiscard]] auto chat_view(World& world, Chat const& chat, std::uint64_t after) -> boost::json::object;
// ChatView of a private chat with the bot in which nothing has been said.
[[nodiscard]] auto unopened_view(World& world, Bot const& bot) -> boost::json::object;
// What a bot is doing in the chat just now; null for nothing.
[[nodiscard]] auto present_action(World& world, Chat const& chat) -> ChatAction const*;

}  // namespace pb::telegram::simulator
