#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "bot/turn.h"

namespace pb::bot {

// "/start abc" or "/start@our_bot abc": the name without slash, and the rest.
struct Command {
  std::string name;
  std::string argument;
};
// Nothing for text that is no command, and for commands addressed to another bot.
auto parse_command(std::string_view text, std::string_view bot_username) -> std::optional<Command>;

// Runs it; false for a name that is not ours.
auto run_command(Turn& turn, Command const& command) -> bool;

// What Telegram offers behind the "/": names per role, with the catalogue keys of their descriptions.
struct CommandInfo {
  std::string_view name;
  std::string_view description_key;
  bool for_administrators;
};
auto command_infos() -> std::span<CommandInfo const>;

}  // namespace pb::bot
