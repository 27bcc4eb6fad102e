#pragma once

#include "bot/turn.h"

namespace pb::bot {

// Tells Telegram which commands to offer behind the "/" in this person's chat: those of their role, in their
// language. Queued in the turn's unit. To be done when somebody arrives, changes the language or gets another
// role.
void offer_commands(Turn const& turn);
void offer_commands(store::Unit& unit, Voice const& voice, std::int64_t chat_id, Role role);

}  // namespace pb::bot
