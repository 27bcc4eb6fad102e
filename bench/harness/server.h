#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "harness/program.h"

namespace pb::bench {

inline constexpr auto kReadyPath = "/health";
inline constexpr auto kWebhookPath = "/telegram/webhook";
inline constexpr auto kWebhookSecret = "load-secret";
inline constexpr std::int64_t kBotId = 1;

// How `profitbot serve` is started for load: webhook mode, a Bot API of our own, limits out of the way.
struct ServerSettings {
  std::filesystem::path binary;
  std::string database_url;
  std::filesystem::path folder;  // data and log
  std::string bot_api_url;
  std::uint16_t port = 0;
  std::map<std::string, std::string> more{};  // environment that differs from the usual
};
auto server_start(ServerSettings const& settings) -> Program::Start;

// The program under test: the environment's PROFITBOT_BINARY, else the one beside the bench's build folder.
auto profitbot_binary(char const* own_path) -> std::filesystem::path;

}  // namespace pb::bench
