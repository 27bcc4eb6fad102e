#include "app/serve.h"

#include <fmt/format.h>

#include "app/bot_service.h"
#include "app/command.h"
#include "app/health.h"
#include "app/numbers.h"
#include "app/open_api.h"
#include "app/open_database.h"
#include "base/log.h"
#include "crypto/random.h"
#include "http/server.h"
#include "people/person.h"

namespace pb::app {
namespace {

void ensure_owner(sql::Database& database, Clock const& clock, Settings const& settings) {
  auto const result = database.write([&](sql::Session& session) {
    store::Unit unit{session, clock.now()};
    return people::ensure_owner(unit, settings.admin_tg_id, "Admin", "uk");
  });
  if (!result) throw BadSetting("ADMIN_TG_ID must be the Telegram id of a person");
}

}  // namespace

auto serve(Settings const& settings, StopSignal& stop, std::ostream& out) -> int {
  if (settings.bot_token.empty()) throw BadSetting("BOT_TOKEN is missing; try `profitbot demo` without one");
  if (settings.admin_tg_id == 0)
    throw BadSetting("ADMIN_TG_ID is missing: the Telegram id of who becomes the owner");
  SystemClock const clock;
  crypto::SystemRandom random;
  i18n::Translator const translator;
  auto const [database, migration] = open_and_migrate(settings);
  ensure_owner(*database, clock, settings);
  Numbers numbers(*database, snapshot_file(settings));
  numbers.start();
  OutlookWatch outlook([&numbers] { return numbers.version(); }, clock);
  outlook.start();
  http::Client client({.connections_per_host = 128});
  client.start();
  auto const mailer = make_mailer(settings, clock);
  BotService bot({.database = *database,
                  .http = client,
                  .clock = clock,
                  .random = random,
                  .translator = translator,
                  .outlook = &outlook,
                  .mailer = mailer.get(),
                  .numbers = [&numbers] { return numbers.version(); }},
                 settings);
  crypto::PasswordHasher hasher;
  api::SideDesk side_desk;
  http::Router router;
  add_health_route(router, {.database = *database,
                            .clock = clock,
                            .schema = migration.after,
                            .telegram = [&bot] { return bot.contact(); },
                            .started = clock.now()});
  bot.add_routes(router);
  add_api(router, {.database = *database,
                   .clock = clock,
                   .random = random,
                   .translator = translator,
                   .public_url = settings.public_url,
                   .numbers = [&numbers] { return numbers.version(); },
                   .outlook = [&outlook] { return outlook.outlook(); },
                   .bot_token = settings.bot_token,
                   .side_desk = &side_desk,
                   .hasher = &hasher,
                   .trusted_proxies = settings.trusted_proxies});
  http::Server server({.address = settings.address,
                       .port = settings.port,
                       .threads = static_cast<unsigned>(settings.http_threads)},
                      std::move(router));
  side_desk.start();
  server.start();
  bot.start();
  out << fmt::format("Profit Bot is ready on http://{}:{}\n", settings.address, server.port()) << std::flush;
  stop.wait();
  log::info("program.stopping");
  server.stop();
  side_desk.stop();
  bot.stop();
  outlook.stop();
  numbers.stop();
  client.stop();
  return kDone;
}

auto serve_command() -> Command {
  return {.name = "serve", .sentence = "Run the bot", .options = {}, .run = [](CommandRun const& command) {
            auto const settings = load_settings(command.source);
            log::configure(settings.log_level, settings.log_format);
            return serve(settings, command.stop, command.out);
          }};
}

}  // namespace pb::app
