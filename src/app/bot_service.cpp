#include "app/bot_service.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "app/schedule_source.h"
#include "base/log.h"
#include "bot/commands.h"
#include "crypto/token.h"
#include "i18n/language.h"
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

auto webhook_secret(Settings const& settings, Random& random) -> Secret {
  return settings.webhook_secret.empty() ? crypto::make_token(random) : settings.webhook_secret;
}

auto worker_options(Settings const& settings) -> jobs::WorkerOptions {
  jobs::WorkerOptions options;
  options.threads = static_cast<std::size_t>(settings.job_threads);
  return options;
}

}  // namespace

auto bot_id_of(Secret const& token) -> std::int64_t {
  auto const& text = token.reveal();
  std::int64_t id = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (problem != std::errc{} || end == text.data() + text.size() || *end != ':') {
    throw BadSetting("BOT_TOKEN must be the token @BotFather gave: digits, a colon, and letters");
  }
  return id;
}

BotService::BotService(BotSurroundings surroundings, Settings const& settings)
    : surroundings_(surroundings),
      settings_(settings),
      client_(surroundings.http, settings.telegram_api_url, settings.bot_token),
      bot_surroundings_{
          .translator = &surroundings.translator, .random = &surroundings.random, .name = &name_},
      intake_(surroundings.database, surroundings.clock, client_, bot_surroundings_,
              bot_id_of(settings.bot_token)),
      sender_(surroundings.database, client_, surroundings.clock, surroundings.random, rates_of(settings),
              holder_name(surroundings.random)),
      worker_(surroundings.database, surroundings.clock, surroundings.random, worker_options(settings)),
      cron_(surroundings.database, surroundings.clock, schedules_in_force),
      polling_(surroundings.database, surroundings.clock, "telegram-poller",
               holder_name(surroundings.random)),
      poller_(
          client_,
          [this](telegram::Update update, auto done) { intake_.accept(std::move(update), std::move(done)); },
          {.may_poll = [this] { return polling_.held(); }}) {
  settings_.webhook_secret = webhook_secret(settings, surroundings.random);
  worker_.handle(std::string(kScheduleJob),
                 schedule_handler(surroundings.database, surroundings.clock, bot_surroundings_));
}

BotService::~BotService() {
  stop();
}

void BotService::add_routes(http::Router& router) {
  if (!by_webhook()) return;
  router.add("POST", "/telegram/webhook",
             telegram::webhook_handler(settings_.webhook_secret, [this](telegram::Update update, auto done) {
               intake_.accept(std::move(update), std::move(done));
             }));
}

void BotService::start() {
  sender_.start();
  worker_.start();
  cron_.start();
  introduction_ = std::jthread([this](std::stop_token const& stop) { introduce(stop); });
}

void BotService::stop() {
  introduction_ = {};
  poller_.stop();
  polling_.stop();
  cron_.stop();
  worker_.stop();
  sender_.stop();
}

// Who am I, how are updates to come, what do I offer: each until Telegram has answered.
void BotService::introduce(std::stop_token const& stop) {
  using Step = bool (BotService::*)();
  for (Step const step : {&BotService::choose_way_in, &BotService::learn_name, &BotService::offer_commands}) {
    auto pause = std::chrono::milliseconds(200);
    while (!stop.stop_requested() && !(this->*step)()) {
      auto const until = std::chrono::steady_clock::now() + pause;
      while (!stop.stop_requested() && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
      pause = std::min(pause * 2, std::chrono::milliseconds(30'000));
    }
  }
}

auto BotService::choose_way_in() -> bool {
  if (by_webhook()) {
    boost::json::object const body = {{"url", settings_.webhook_url + "/telegram/webhook"},
                                      {"secret_token", settings_.webhook_secret.reveal()},
                                      {"allowed_updates", {"message", "callback_query", "my_chat_member"}}};
    auto const reply = client_.call_and_wait("setWebhook", boost::json::serialize(body));
    if (reply.kind == telegram::ReplyKind::ok) return true;
    log::warn("telegram.webhook_not_set", {{"reason", reply.description}});
    return false;
  }
  auto const reply = client_.call_and_wait("deleteWebhook", "{}");
  if (reply.kind != telegram::ReplyKind::ok) {
    log::warn("telegram.not_reached", {{"reason", reply.description}});
    return false;
  }
  polling_.start();
  poller_.start();
  return true;
}

auto BotService::learn_name() -> bool {
  auto const reply = client_.call_and_wait("getMe", "{}");
  if (reply.kind != telegram::ReplyKind::ok) {
    log::warn("telegram.not_reached", {{"reason", reply.description}});
    return false;
  }
  boost::system::error_code problem;
  auto const me = boost::json::parse(reply.result, problem);
  auto const* const object = me.if_object();
  auto const* const name = object != nullptr ? object->if_contains("username") : nullptr;
  if (name == nullptr || !name->is_string()) return false;
  name_.set(std::string(name->as_string()));
  log::info("telegram.connected", {{"bot", name_.get()}});
  return true;
}

auto BotService::offer_commands() -> bool {
  for (auto const language : i18n::kLanguages) {
    boost::json::array commands;
    for (auto const& info : bot::command_infos()) {
      auto const text =
          surroundings_.translator.render(Message(std::string(info.description_key)),
                                          {.language = language, .currency = "UAH", .time_zone = "UTC"});
      commands.push_back({{"command", info.name}, {"description", text}});
    }
    boost::json::object body = {{"commands", commands}};
    // The default language's list is also the one for everybody whose language we do not speak.
    if (language != i18n::kDefaultLanguage) body["language_code"] = enum_name(language);
    auto const reply = client_.call_and_wait("setMyCommands", boost::json::serialize(body));
    if (reply.kind != telegram::ReplyKind::ok) {
      log::warn("telegram.commands_not_set", {{"reason", reply.description}});
      return reply.kind == telegram::ReplyKind::bad_request;
    }
  }
  return true;
}

}  // namespace pb::app
