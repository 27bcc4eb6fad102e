#pragma once

#include "bot/turn.h"
#include "telegram/types.h"

namespace pb::bot {

// In a group the bot only listens to two commands of owners and admins: /digest_here and /digest_off, for the
// group or the topic they are written in. Everything else is other people's talk.
void handle_group_message(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
                          telegram::Message const& message);

// In whose name Telegram shows what administrators of a group write without showing theirs.
inline constexpr std::int64_t kNamelessAdmin = 1'087'968'824;
// Nobody can know who that is, so the two commands are answered with how to be known.
void answer_nameless_admin(store::Unit& unit, Surroundings const& surroundings,
                           telegram::Message const& message);

// An owner or admin has let the bot into a group: it says how to get the digest there.
void greet_group(store::Unit& unit, Surroundings const& surroundings, std::int64_t chat_id,
                 std::int64_t by_tg_id);

}  // namespace pb::bot
