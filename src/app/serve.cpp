#include "app/serve.h"

#include <fmt/format.h>

#include "analytics/cube/version.h"
#include "api/live_hub.h"
#include "api/rate_limiter.h"
#include "app/bot_service.h"
#include "app/command.h"
#include "app/health.h"
#include "app/numbers.h"
#include "app/open_api.h"
#include "app/open_database.h"
#include "app/program_metrics.h"
#include "app/webhook_service.h"
#include "base/log.h"
#include "crypto/random.h"
#include "http/server.h"
#include "people/person.h"
#include "webhooks/host.h"

namespace pb::app {
namespace {

void ensure_owner(sql::Database& database, Clock const& clock, Settings const& settings) {
  auto const result = database.write([&](sql::Session& session) {
    store::Unit unit{session, clock.now()};
    return people::ensure_owner(unit, settings.admin_tg_id, "Admin", "uk");
  });
  if (!result) throw BadSetting("ADMIN_TG_ID must be the Telegram id of a person");
}

// All parts of a running installation, in the order in which they stand on each other.
class Installation {
 public:
  explicit Installation(Settings const& settings)
      : settings_(settings),
        opened_(open_and_migrate(settings)),
        started_(clock_.now()),
        numbers_(*opened_.database, snapshot_file(settings)),
        outlook_([this] { return numbers_.version(); }, clock_),
        live_(numbers_.feed(), clock_),
        limiter_({.quota = settings.requests_per_minute}),
        address_limiter_({.quota = std::int64_t{10} * settings.requests_per_minute}),
        client_({.connections_per_host = 128}),
        mailer_(make_mailer(settings, clock_)) {
    ensure_owner(*opened_.database, clock_, settings);
    bot_ = std::make_unique<BotService>(
        BotSurroundings{
            .database = *opened_.database,
            .http = client_,
            .clock = clock_,
            .random = random_,
            .translator = translator_,
            .outlook = &outlook_,
            .mailer = mailer_.get(),
            .numbers = [this] { return numbers_.version(); },
            .health = [this](store::Unit& unit) { return told_by_bot(run_checks(unit.sql, checks())); }},
        settings);
    webhooks_ = std::make_unique<WebhookService>(WebhookSurroundings{
        .feed = numbers_.feed(),
        .clock = clock_,
        .random = random_,
        .reach = webhooks::Reach(settings.webhook_networks),
        .disabled = [this](store::Unit& unit, store::Webhook const& webhook) { tell_owner(unit, webhook); }});
    server_ = std::make_unique<http::Server>(
        http::ServerOptions{.address = settings.address,
                            .port = settings.port,
                            .threads = static_cast<unsigned>(settings.http_threads)},
        routes());
  }
  Installation(Installation const&) = delete;
  Installation& operator=(Installation const&) = delete;
  ~Installation() { stop(); }

  void start() {
    numbers_.start();
    outlook_.start();
    live_.start();
    client_.start();
    side_desk_.start();
    server_->start();
    bot_->start();
    webhooks_->start();
  }
  void stop() {
    server_->stop();
    live_.stop();
    side_desk_.stop();
    webhooks_->stop();
    bot_->stop();
    outlook_.stop();
    numbers_.stop();
    client_.stop();
  }
  [[nodiscard]] auto port() const -> std::uint16_t { return server_->port(); }

 private:
  void tell_owner(store::Unit& unit, store::Webhook const& webhook) {
    auto const reason = webhook.disabled_reason.value_or(store::WebhookDisabledReason::failing);
    bot_->tell(unit, webhook.user,
               Message("webhook.disabled",
                       {{"host", webhooks::host_of(webhook)}, {"reason", std::string(enum_name(reason))}}));
  }
  auto health() -> HealthSources {
    return {.database = *opened_.database,
            .clock = clock_,
            .schema = opened_.report.after,
            .telegram = [this] { return bot_->contact(); },
            .started = started_};
  }
  auto checks() -> CheckSources {
    return {.health = health(),
            .numbers_loaded = [this] { return numbers_.version() != nullptr; },
            .data_folder = settings_.data_folder};
  }
  auto numbers_as_of() const -> std::optional<std::int64_t> {
    auto const version = numbers_.version();
    return version ? std::optional(version->as_of().value) : std::nullopt;
  }
  auto routes() -> http::Router {
    http::Router router;
    add_metrics(router, {.registry = std::make_shared<metrics::Registry>(),
                         .health = health(),
                         .numbers_as_of = [this] { return numbers_as_of(); },
                         .readers = settings_.metrics_readers});
    add_health_route(router, health());
    add_check_routes(router, checks());
    bot_->add_routes(router);
    add_api(router, {.database = *opened_.database,
                     .clock = clock_,
                     .random = random_,
                     .translator = translator_,
                     .public_url = settings_.public_url,
                     .numbers = [this] { return numbers_.version(); },
                     .outlook = [this] { return outlook_.outlook(); },
                     .bot_token = settings_.bot_token,
                     .side_desk = &side_desk_,
                     .hasher = &hasher_,
                     .live = &live_,
                     .webhook_reach = webhooks::Reach(settings_.webhook_networks),
                     .limiter = &limiter_,
                     .address_limiter = &address_limiter_,
                     .trusted_proxies = settings_.trusted_proxies});
    return router;
  }

  Settings const& settings_;
  SystemClock clock_;
  crypto::SystemRandom random_;
  i18n::Translator translator_;
  OpenedDatabase opened_;
  Instant started_;
  Numbers numbers_;
  OutlookWatch outlook_;
  api::LiveHub live_;
  api::RateLimiter limiter_;
  api::RateLimiter address_limiter_;
  http::Client client_;
  std::unique_ptr<Mailer> mailer_;
  crypto::PasswordHasher hasher_;
  api::SideDesk side_desk_;
  std::unique_ptr<BotService> bot_;
  std::unique_ptr<WebhookService> webhooks_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace

auto serve(Settings const& settings, StopSignal& stop, std::ostream& out) -> int {
  if (settings.bot_token.empty()) throw BadSetting("BOT_TOKEN is missing; try `profitbot demo` without one");
  if (settings.admin_tg_id == 0)
    throw BadSetting("ADMIN_TG_ID is missing: the Telegram id of who becomes the owner");
  Installation installation(settings);
  installation.start();
  out << fmt::format("Profit Bot is ready on http://{}:{}\n", settings.address, installation.port())
      << std::flush;
  stop.wait();
  log::info("program.stopping");
  installation.stop();
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
