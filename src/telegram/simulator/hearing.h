#pragma once

#include "telegram/simulator/world.h"

namespace pb::telegram::simulator {

// Gives a message that was posted to the bots of its chat that may read it. In a group, a bot that does not
// read everything hears what the chat itself tells, commands meant for any bot or for it, and what replies to
// or mentions it (core.telegram.org/bots/features#privacy-mode).
void tell_bots(World& world, Chat const& chat, Message const& message);

}  // namespace pb::telegram::simulator
