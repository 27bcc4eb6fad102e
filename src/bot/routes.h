#pragma once

#include "bot/turn.h"

namespace pb::bot {

// Runs what a button leads to, or what typed text means; false for a verb that no screen offers (any more).
auto press(Turn& turn, Route const& route) -> bool;
auto answer(Turn& turn, Route const& input, std::string const& typed) -> bool;

}  // namespace pb::bot
