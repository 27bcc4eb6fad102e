#pragma once

#include <boost/json/array.hpp>

#include "telegram/simulator/bot.h"
#include "telegram/simulator/chat.h"
#include "telegram/simulator/people.h"

namespace pb::telegram::simulator {

// The commands a person's client offers in this chat: the list of the narrowest scope that has one, in the
// person's language before the one for all languages (core.telegram.org/bots/api#botcommandscope).
[[nodiscard]] auto offered_commands(Bot const& bot, Chat const& chat, Person const& person)
    -> boost::json::array;

}  // namespace pb::telegram::simulator
