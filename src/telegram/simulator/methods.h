#pragma once

#include <string_view>

#include "telegram/simulator/api_error.h"
#include "telegram/simulator/parameters.h"
#include "telegram/simulator/world.h"

// The Bot API's methods, as functions over the world (core.telegram.org/bots/api#available-methods).
namespace pb::telegram::simulator {

struct Call {
  World& world;
  Bot& bot;
  Parameters const& parameters;
};
using Method = Outcome (*)(Call const&);

// By name, in small letters; null for what is no method. getUpdates is not among them: it waits.
[[nodiscard]] auto find_method(std::string_view lower_case_name) -> Method;

[[nodiscard]] auto get_me(Call const& call) -> Outcome;
[[nodiscard]] auto send_message(Call const& call) -> Outcome;

}  // namespace pb::telegram::simulator
