#pragma once

#include <boost/json/object.hpp>

#include "telegram/simulator/world.h"

// How things look in the Bot API (core.telegram.org/bots/api#available-types).
namespace pb::telegram::simulator {

enum class ReplyDepth { with_reply, without_reply };  // a replied-to message shows no reply of its own

[[nodiscard]] auto user_shape(Person const& person) -> boost::json::object;
[[nodiscard]] auto user_shape(BotAccount const& account) -> boost::json::object;
// Of a person or a bot.
[[nodiscard]] auto user_shape(World& world, std::int64_t id) -> boost::json::object;
// As the bot sees it: a private chat is the person.
[[nodiscard]] auto chat_shape(World& world, Chat const& chat) -> boost::json::object;
[[nodiscard]] auto message_shape(World& world, Chat const& chat, Message const& message,
                                 ReplyDepth depth = ReplyDepth::with_reply) -> boost::json::object;
// photo, document, voice or audio; nothing is added when the file has been forgotten.
void add_attachment(World& world, Attachment const& attachment, boost::json::object& message);
// ChatMember of a bot that changed sides.
[[nodiscard]] auto membership_shape(World& world, std::int64_t id, Membership membership)
    -> boost::json::object;
[[nodiscard]] auto unix_seconds(Instant instant) -> std::int64_t;

}  // namespace pb::telegram::simulator
