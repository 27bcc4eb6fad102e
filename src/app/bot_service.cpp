#include "app/bot_service.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "app/housekeeping.h"
#include "app/report_mail.h"
#include "app/report_workshop.h"
#include "app/schedule_source.h"
#include "bot/report_notices.h"
#include "crypto/token.h"
#include "reports/receipts.h"
#include "telegram/webhook.h"

namespace pb::app {
namespace {

auto rates_of(Settings const& settings) -> delivery::TelegramRates {
  delivery::TelegramRates rates;
  rates.overall.count = static_cast<std::size_t>(settings.messages_per_second);
  rates.chat.count = static_cast<std::size_t>(settings.messages_per_chat);
  return rates;
}

// Names this process among all nodes and all earlier starts.
auto holder_name(Random& random) -> std::string {
  return crypto::make_token(random, 12).reveal();
}

// Every node and every start finds the same one, so that a webhook set by one is answered by all.
auto webhook_secret(Settings const& settings) -> Secret {
  return settings.webhook_secret.empty() ? crypto::derive_token(settings.bot_token, "webhook")
                                         : settings.webhook_secret;
}

auto way_in(Settings const& settings) -> WayIn {
  if (settings.webhook_url.empty()) return {};
  return {.webhook_url = settings.webhook_url + "/telegram/webhook",
          .webhook_secret = webhook_secret(settings)};
}

auto worker_options(Settings const& settings) -> jobs::WorkerOptions {
  jobs::WorkerOptions options;
  options.threads = static_cast<std::size_t>(settings.job_threads);
  return options;
}

auto all_schedules(sql::Session& session) -> std::vector<jobs::Schedule> {
  auto all = schedules_in_force(session);
  std::ranges::move(reports::report_times(session), std::back_inserter(all));
  all.push_back(housekeeping_schedule());
  return all;
}

auto mail_worker_options() -> jobs::WorkerOptions {
  jobs::WorkerOptions options;
  options.threads = 2;
  return options;
}

auto outlook_of(OutlookWatch const* watch) -> std::function<std::shared_ptr<analytics::Outlook const>()> {
  if (watch == nullptr) return {};
  return [watch] { return watch->outlook(); };
}

}  // namespace

auto bot_id_of(Secret const& token) -> std::int64_t {
  auto const& text = token.reveal();
  std::int64_t id = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id);
  auto const letters = std::string_view(end, text.data() + text.size());
  auto const allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; };
  // A blank or a line break copied along would be part of every address.
  if (problem != std::errc{} || id <= 0 || letters.size() < 2 || letters.front() != ':' ||
      !std::ranges::all_of(letters.substr(1), allowed)) {
    throw BadSetting("BOT_TOKEN must be the token @BotFather gave: digits, a colon, and letters");
  }
  return id;
}

BotService::BotService(BotSurroundings surroundings, Settings const& settings)
    : surroundings_(surroundings),
      settings_(settings),
      client_(surroundings.http, settings.telegram_api_url, settings.bot_token),
      bot_surroundings_{.translator = &surroundings.translator,
                        .random = &surroundings.random,
                        .name = &name_,
                        .mail = surroundings.mailer != nullptr,
                        .public_url = settings.public_url,
                        .outlook = outlook_of(surroundings.outlook),
                        .health = surroundings.health},
      intake_(surroundings.database, surroundings.clock, client_, bot_surroundings_,
              bot_id_of(settings.bot_token)),
      deliveries_{.database = surroundings.database,
                  .clock = surroundings.clock,
                  .workshop = report_workshop({.database = surroundings.database,
                                               .translator = surroundings.translator,
                                               .numbers = surroundings.numbers,
                                               .outlook = outlook_of(surroundings.outlook)}),
                  .notices = bot::report_notices(bot_surroundings_)},
      sender_(surroundings.database, client_, surroundings.clock, surroundings.random, rates_of(settings),
              holder_name(surroundings.random), reports::receipt_listener(deliveries_.notices)),
      worker_(surroundings.database, surroundings.clock, surroundings.random, worker_options(settings)),
      mail_worker_(surroundings.database, surroundings.clock, surroundings.random, mail_worker_options()),
      cron_(surroundings.database, surroundings.clock, all_schedules),
      polling_(surroundings.database, surroundings.clock, "telegram-poller",
               holder_name(surroundings.random)),
      poller_(
          client_,
          [this](telegram::Update update, auto done) { intake_.accept(std::move(update), std::move(done)); },
          {.may_poll = [this] { return polling_.held(); }}),
      introduction_(client_, surroundings.translator, name_, way_in(settings), [this] { start_polling(); }) {
  worker_.handle(std::string(kScheduleJob),
                 schedule_handler(surroundings.database, surroundings.clock, bot_surroundings_));
  worker_.handle(std::string(kHousekeepingJob),
                 housekeeping_handler(surroundings.database, surroundings.clock));
  if (surroundings_.mailer != nullptr)
    deliveries_.workshop.send_mail = [this](reports::MailToSend const& mail) { return send(mail); };
  reports::handle_deliveries(worker_, deliveries_);
  reports::handle_mails(mail_worker_, deliveries_);
  mail_worker_.handle(std::string(delivery::kMailJob), [this](jobs::Attempt& attempt) {
    return delivery::run_mail_job(surroundings_.database, surroundings_.clock, notice_sender(), attempt);
  });
}

auto BotService::links() const -> UnsubscribeLinks {
  return {settings_.bot_token, settings_.public_url};
}

auto BotService::send(reports::MailToSend const& mail) -> mail::Answer {
  auto const url = mail.recipient ? links().link_of(*mail.recipient) : std::string();
  auto& mailer = *surroundings_.mailer;
  return mailer.send(
      report_message(mail, mailer.from(), surroundings_.clock.now(), surroundings_.translator, url));
}

auto BotService::notice_sender() -> delivery::SendMail {
  if (surroundings_.mailer == nullptr) return {};
  return [&mailer = *surroundings_.mailer](store::OutgoingMail const& mail) {
    return mailer.send(notice_message(mail, mailer.from()));
  };
}

BotService::~BotService() {
  stop();
}

void BotService::add_routes(http::Router& router) {
  add_unsubscribe_routes(router, {.database = surroundings_.database,
                                  .clock = surroundings_.clock,
                                  .translator = surroundings_.translator,
                                  .links = links(),
                                  .notices = deliveries_.notices});
  if (!by_webhook()) return;
  router.add("POST", "/telegram/webhook",
             telegram::webhook_handler(webhook_secret(settings_), [this](telegram::Update update, auto done) {
               intake_.accept(std::move(update), std::move(done));
             }));
}

void BotService::start() {
  sender_.start();
  worker_.start();
  mail_worker_.start();
  cron_.start();
  introducing_ = std::jthread([this](std::stop_token const& stop) { introduction_.run(stop); });
}

void BotService::stop() {
  introducing_ = {};
  poller_.stop();
  polling_.stop();
  cron_.stop();
  if (surroundings_.mailer != nullptr) surroundings_.mailer->stop();
  mail_worker_.stop();
  worker_.stop();
  sender_.stop();
}

void BotService::start_polling() {
  polling_.start();
  poller_.start();
}

void BotService::tell(store::Unit& unit, UserId user, Message const& message) const {
  bot::tell_person(unit, bot_surroundings_, user, message);
}

auto BotService::contact() const -> TelegramContact {
  TelegramContact contact{.expected = !by_webhook() && polling_.held()};
  if (auto const silence = client_.silence()) {
    contact.last =
        surroundings_.clock.now() - std::chrono::duration_cast<std::chrono::microseconds>(*silence);
  }
  return contact;
}

}  // namespace pb::app
