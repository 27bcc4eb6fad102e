#include "harness/server.h"

#include <fmt/format.h>

#include <cstdlib>

namespace pb::bench {

auto server_start(ServerSettings const& settings) -> Program::Start {
  Program::Start start{.command = {settings.binary.string(), "serve"},
                       .environment =
                           {
                               {"BOT_TOKEN", fmt::format("{}:not-a-real-token", kBotId)},
                               {"ADMIN_TG_ID", "999999"},
                               {"DATABASE_URL", settings.database_url},
                               {"PROFITBOT_DATA", settings.folder.string()},
                               {"PROFITBOT_PORT", std::to_string(settings.port)},
                               {"TELEGRAM_API_URL", settings.bot_api_url},
                               {"WEBHOOK_URL", fmt::format("http://127.0.0.1:{}", settings.port)},
                               {"WEBHOOK_SECRET", kWebhookSecret},
                               {"TELEGRAM_MESSAGES_PER_SECOND", "1000000"},
                               {"TELEGRAM_MESSAGES_PER_CHAT", "1000000"},
                               {"PROFITBOT_LOG_LEVEL", "warn"},
                           },
                       .log = settings.folder / "profitbot.log"};
  for (auto const& [name, value] : settings.more) start.environment[name] = value;
  return start;
}

auto profitbot_binary(char const* own_path) -> std::filesystem::path {
  if (auto const* given = std::getenv("PROFITBOT_BINARY")) return given;
  auto const build = std::filesystem::canonical(own_path).parent_path().parent_path();
  for (auto const* place : {"profitbot", "src/app/profitbot", "bin/profitbot"}) {
    if (std::filesystem::exists(build / place)) return build / place;
  }
  return build / "profitbot";
}

}  // namespace pb::bench
