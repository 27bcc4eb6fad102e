#pragma once

#include <functional>
#include <optional>

#include "base/clock.h"
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

// The version of this program.
[[nodiscard]] auto program_version() -> std::string_view;

}  // namespace pb::app
