#pragma once

#include "bot/turn.h"
#include "telegram/types.h"

namespace pb::bot {

// In a group the bot only listens to two commands of owners and admins: /digest_here and /digest_off, for the
// group or the topic they are written in. Everything else is other people's talk.
void handle_group_message(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
                          telegram::Message const& message);

}  // namespace pb::bot
