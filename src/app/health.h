#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "bot/turn.h"
#include "http/router.h"
#include "sql/database.h"

namespace pb::app {

// When Telegram last answered, and whether silence means trouble.
struct TelegramContact {
  std::optional<Instant> last{};
  bool expected = false;
};

// What `GET /health` is told from; all of it outlives the router.
struct HealthSources {
  sql::Database& database;
  Clock const& clock;
  int schema = 0;  // as migrated to at start
  std::function<TelegramContact()> telegram;
  Instant started{};
};

// GET /health, in one cheap read: 200 and "status":"ok"; 200 and "degraded" with `problems` where something
// outside keeps work waiting (Telegram is silent, messages do not leave), which starting anew would not mend;
// 503 and "failed" where the database does not answer.
void add_health_route(http::Router& router, HealthSources sources);

// What must be so for the program to do its work, as told to machines (GET /readyz) and to admins in the bot.
struct Check {
  std::string name{};  // "database", "messages", "jobs", "numbers", "disk", "clock", "telegram"
  bool fine = true;
  bool needed = true;    // else it is told and keeps nobody from working
  std::string detail{};  // in a few words, for the operator
};
struct CheckSources {
  HealthSources health;
  std::function<bool()> numbers_loaded;
  std::string data_folder{};
};
// One cheap read. Throws what the database throws.
[[nodiscard]] auto run_checks(sql::Session& session, CheckSources const& sources) -> std::vector<Check>;

// The same as an admin reads it in the chat.
[[nodiscard]] auto told_by_bot(std::vector<Check> const& checks) -> std::vector<bot::HealthCheck>;

// GET /healthz: the program runs. GET /readyz: 200 where every needed check is fine, else 503; its JSON has
// them all.
void add_check_routes(http::Router& router, CheckSources const& sources);

// The version of this program.
[[nodiscard]] auto program_version() -> std::string_view;

}  // namespace pb::app
