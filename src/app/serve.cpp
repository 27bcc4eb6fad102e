#include "app/serve.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "app/bot_service.h"
#include "base/log.h"
#include "crypto/random.h"
#include "http/server.h"
#include "jobs/lease.h"
#include "people/person.h"
#include "sql/migrator.h"
#include "store/schema.h"

namespace pb::app {
namespace {

auto database_url(Settings const& settings) -> sql::DatabaseUrl {
  if (settings.database_url.empty()) {
    return {.dialect = sql::Dialect::sqlite,
            .target = (std::filesystem::path(settings.data_folder) / "profitbot.db").string()};
  }
  auto const url = sql::parse_database_url(settings.database_url);
  if (!url) throw BadSetting("DATABASE_URL must be sqlite:PATH or postgresql://user@host/name");
  return *url;
}

void ensure_owner(sql::Database& database, Clock const& clock, Settings const& settings) {
  auto const result = database.write([&](sql::Session& session) {
    store::Unit unit{session, clock.now()};
    return people::ensure_owner(unit, settings.admin_tg_id, "Admin", "uk");
  });
  if (!result) throw BadSetting("ADMIN_TG_ID must be the Telegram id of a person");
}

void add_health(http::Router& router) {
  router.add("GET", "/healthz", [](http::Request, http::Respond respond) {
    respond(http::json_response(200, R"({"status":"ok"})"));
  });
}

}  // namespace

auto open_and_migrate(Settings const& settings) -> std::unique_ptr<sql::Database> {
  sql::DatabaseOptions options;
  options.url = database_url(settings);
  options.key = settings.database_key;
  if (options.url.dialect == sql::Dialect::sqlite) {
    auto const folder = std::filesystem::path(options.url.target).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
  }
  auto database = sql::open_database(options);
  auto const report = sql::migrate(*database, store::migrations());
  if (report.after != report.before) {
    log::info("database.migrated", {{"from", report.before}, {"to", report.after}});
  }
  // Nobody else can have the file open, so no lease needs to be waited for.
  if (options.url.dialect == sql::Dialect::sqlite) jobs::free_after_crash(*database);
  return database;
}

auto serve(Settings const& settings, StopSignal& stop) -> int {
  if (settings.bot_token.empty()) throw BadSetting("BOT_TOKEN is missing; try `profitbot demo` without one");
  if (settings.admin_tg_id == 0)
    throw BadSetting("ADMIN_TG_ID is missing: the Telegram id of who becomes the owner");
  SystemClock const clock;
  crypto::SystemRandom random;
  i18n::Translator const translator;
  auto const database = open_and_migrate(settings);
  ensure_owner(*database, clock, settings);
  http::Client client({.connections_per_host = 128});
  client.start();
  BotService bot(
      {.database = *database, .http = client, .clock = clock, .random = random, .translator = translator},
      settings);
  http::Router router;
  add_health(router);
  bot.add_routes(router);
  http::Server server({.address = settings.address,
                       .port = settings.port,
                       .threads = static_cast<unsigned>(settings.http_threads)},
                      std::move(router));
  server.start();
  bot.start();
  std::cout << fmt::format("Profit Bot is ready on http://{}:{}\n", settings.address, server.port())
            << std::flush;
  stop.wait();
  log::info("program.stopping");
  server.stop();
  bot.stop();
  client.stop();
  return 0;
}

}  // namespace pb::app
