#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bot/route.h"

namespace pb::bot {

// What a chat's row remembers between turns.
struct ConversationState {
  Route input;             // what typed text means; an empty verb: nothing
  std::int64_t below = 0;  // messages typed since the living message was sent: how far up it has moved
};

auto to_json(ConversationState const& state) -> std::string;
// Damaged or unknown text reads as the beginning.
auto state_from_json(std::string_view json) -> ConversationState;

}  // namespace pb::bot
