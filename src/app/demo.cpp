#include "app/demo.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <filesystem>

#include "app/demo_arrivals.h"
#include "app/demo_continued.h"
#include "app/demo_moment.h"
#include "app/local_only.h"
#include "app/open_api.h"
#include "app/open_database.h"
#include "app/playground_routes.h"
#include "domain/time_zone.h"
#include "store/organisation.h"
#include "store/users.h"

namespace pb::app {
namespace {

namespace json = boost::json;

constexpr std::int64_t kBotId = 100'200'300;
constexpr auto kBotToken = "100200300:DEMO-TOKEN-OPENS-NOTHING-ELSEWHERE";
constexpr auto kBotName = "Profit Bot";
constexpr auto kBotUsername = "profit_demo_bot";

constexpr auto kMovedAtLeast = std::chrono::seconds(1);  // less is the time it takes to set the clock back

// What the demo does not take from anybody.
bool is_its_own(SettingInfo const& info) {
  static constexpr std::string_view kOwn[] = {
      "BOT_TOKEN",        "ADMIN_TG_ID", "DATABASE_URL",   "PROFITBOT_DATABASE_KEY",
      "TELEGRAM_API_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "PROFITBOT_ADDRESS"};
  return std::ranges::find(kOwn, info.name) != std::end(kOwn);
}

auto error_response(int status, std::string_view words) -> http::Response {
  return http::json_response(status, json::serialize(json::object{{"error", words}}));
}

auto person_of(DemoPlayer const& player) -> telegram::simulator::Person {
  auto const space = player.name.find(' ');
  telegram::simulator::Person person{.id = player.tg_id, .first_name = player.name.substr(0, space)};
  if (space != std::string::npos) person.last_name = player.name.substr(space + 1);
  person.language_code = player.language;
  return person;
}

// The member "to" of a JSON object.
auto destination(std::string const& body) -> std::optional<std::string> {
  boost::system::error_code problem;
  auto const value = json::parse(body, problem);
  auto const* const object = value.if_object();
  auto const* const to = object != nullptr ? object->if_contains("to") : nullptr;
  return to != nullptr && to->is_string() ? std::optional(std::string(to->as_string())) : std::nullopt;
}

bool is_json(http::Request const& request) {
  return http::find_header(request.headers, "Content-Type").value_or("").starts_with("application/json");
}

// Where the demo's webhooks may lead, besides the internet: to whatever its visitor tries out.
auto own_machine() -> webhooks::Reach {
  return webhooks::Reach({*Network::parse("127.0.0.0/8"), *Network::parse("::1")});
}

}  // namespace

auto demo_settings(SettingSource const& source) -> Settings {
  auto settings = load_settings([&](SettingInfo const& info) -> std::optional<std::string> {
    if (is_its_own(info)) return std::nullopt;
    auto given = source(info);
    if (!given && info.name == "PROFITBOT_DATA") return "./data/demo";
    if (!given && info.name == "PROFITBOT_LOG_LEVEL") return "warn";
    return given;
  });
  settings.bot_token = Secret(kBotToken);
  settings.database_url = "sqlite:" + (std::filesystem::path(settings.data_folder) / "demo.db").string();
  return settings;
}

Demo::Demo(Settings settings, DemoOptions company, Tell tell)
    : settings_(std::move(settings)),
      company_(std::move(company)),
      tell_(std::move(tell)),
      simulator_(client_, clock_, {}),
      server_({.address = settings_.address,
               .port = settings_.port,
               .threads = static_cast<unsigned>(settings_.http_threads)},
              routes()) {}

Demo::~Demo() {
  stop();
}

auto Demo::routes() -> http::Router {
  http::Router router;
  router.guard(refuse_other_sites);
  router.add("GET", "/", [](http::Request const&, http::Respond respond) {
    respond({.status = 302, .headers = {{"Location", "/playground"}}});
  });
  router.add("GET", "/demo/api/state", [this](http::Request const&, http::Respond respond) {
    answer_when_ready(std::move(respond), [this] { return state(); });
  });
  router.add("POST", "/demo/api/clock", [this](http::Request const& request, http::Respond respond) {
    if (!is_json(request)) return respond(error_response(400, "The body must be application/json"));
    answer_when_ready(std::move(respond), [this, body = request.body] { return move_clock(body); });
  });
  router.add("GET", "/health", [this](http::Request const&, http::Respond respond) {
    respond(
        http::json_response(ready_ ? 200 : 503, ready_ ? R"({"status":"ok"})" : R"({"status":"starting"})"));
  });
  simulator_.add_routes(router);
  add_playground_routes(router);
  add_api_routes(router);
  return router;
}

// The API needs the database, which is opened when the server is listening already.
void Demo::add_api_routes(http::Router& router) {
  auto const pass_on = [this](http::Request request, http::Respond respond) {
    if (!ready_) return respond(error_response(503, "The demo is being prepared"));
    api_.handle(std::move(request), std::move(respond));
  };
  for (auto const* const method : {"GET", "POST", "PUT", "PATCH", "DELETE"})
    router.add(method, "/api/{rest...}", pass_on);
  router.add("GET", "/sign-in/{token}", pass_on);
  router.add("GET", "/odata/{rest...}", pass_on);
  router.add("GET", "/sign-in.js", pass_on);
}

// No public address: the demo is found by whatever name its machine goes by.
void Demo::open_api() {
  add_api(api_,
          {.database = *database_,
           .clock = clock_,
           .random = random_,
           .translator = translator_,
           .numbers = [this] { return numbers_->version(); },
           .outlook = [this] { return outlook_->outlook(); },
           .bot_token = settings_.bot_token,
           .side_desk = &side_desk_,
           .hasher = &hasher_,
           .live = live_.get(),
           .webhook_reach = own_machine()},
          [](sql::Session& session) -> std::optional<UserId> {
            for (auto const& user : store::active_admins(session)) {
              if (user.role == Role::admin) return user.id;
            }
            return std::nullopt;
          });
}

void Demo::start() {
  client_.start();
  simulator_.start();
  listen();
  open_data();
  tell_story();
  numbers_ = std::make_unique<Numbers>(*database_, snapshot_file(settings_));
  numbers_->start();
  outlook_ = std::make_unique<OutlookWatch>([this] { return numbers_->version(); }, clock_);
  outlook_->start();
  live_ = std::make_unique<api::LiveHub>(numbers_->feed(), clock_);
  live_->start();
  mailer_ = make_preview_mailer(std::filesystem::path(settings_.data_folder) / "mails");
  settings_.public_url = fmt::format("http://127.0.0.1:{}", port());
  settings_.telegram_api_url = fmt::format("http://127.0.0.1:{}/simulator", port());
  bot_ = std::make_unique<BotService>(BotSurroundings{.database = *database_,
                                                      .http = client_,
                                                      .clock = clock_,
                                                      .random = random_,
                                                      .translator = translator_,
                                                      .outlook = outlook_.get(),
                                                      .mailer = mailer_.get(),
                                                      .numbers = [this] { return numbers_->version(); }},
                                      settings_);
  open_api();
  side_desk_.start();
  desk_.start();
  move_in();
  bot_->start();
  webhooks_ = std::make_unique<WebhookService>(WebhookSurroundings{
      .feed = numbers_->feed(), .clock = clock_, .random = random_, .reach = own_machine()});
  webhooks_->start();
  ready_ = true;
}

void Demo::listen() {
  try {
    server_.start();
  } catch (std::exception const& problem) {
    throw std::runtime_error(fmt::format(
        "port {} cannot be listened on ({}). Is another Profit Bot running? Choose a port with --port",
        settings_.port, problem.what()));
  }
}

// A demo that was interrupted while its company was being invented is begun anew.
void Demo::open_data() {
  database_ = open_and_migrate(settings_).database;
  auto const unfinished = database_->read(
      [](sql::Session& session) { return store::find_organisation(session) && !demo_told(session); });
  if (!unfinished) return;
  database_.reset();
  auto const file = std::filesystem::path(settings_.data_folder) / "demo.db";
  for (auto const* const ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
  database_ = open_and_migrate(settings_).database;
}

void Demo::tell_story() {
  auto const told = database_->read([](sql::Session& session) { return demo_told(session); });
  if (told) {
    tell_("Bringing the demo's company up to today.");
    continue_demo_story(*database_, clock_.now());
  } else {
    tell_("Inventing a company with two years of plans; this takes a few seconds.");
    fill_with_demo_data(*database_, clock_.now(), company_);
  }
}

// Everybody gets an account with the simulated Telegram and opens a chat, so that what the bot has left to
// say from an earlier start finds them.
void Demo::move_in() {
  auto const players = database_->read([](sql::Session& session) { return demo_players(session); });
  simulator_.add_bot({.token = settings_.bot_token, .first_name = kBotName, .username = kBotUsername});
  for (auto const& player : players) simulator_.add_person(person_of(player));
  DemoTelegram const telegram{.api = fmt::format("http://127.0.0.1:{}/simulator/api", port()), .bot = kBotId};
  let_demo_people_arrive(client_, telegram, players, company_.language);
}

// Whoever waits for the simulator is answered first: the bot's long poll, the pages' requests.
void Demo::stop() {
  ready_ = false;
  simulator_.stop();
  desk_.stop();
  if (webhooks_) webhooks_->stop();
  if (bot_) bot_->stop();
  if (live_) live_->stop();
  if (outlook_) outlook_->stop();
  if (numbers_) numbers_->stop();
  server_.stop();
  side_desk_.stop();
  client_.stop();
}

void Demo::answer_when_ready(http::Respond respond, std::function<http::Response()> work) {
  if (!ready_) return respond(error_response(503, "The demo is being prepared"));
  desk_.add([respond = std::move(respond), work = std::move(work)]() mutable { respond(work()); });
}

auto Demo::time() const -> DemoTime {
  auto const now = clock_.now();
  return {.now = now, .moved = std::chrono::abs(now - SystemClock().now()) >= kMovedAtLeast};
}

auto Demo::state() -> http::Response {
  return http::json_response(200, database_->read([&](sql::Session& session) {
    return demo_state(session, time(), {.id = kBotId, .username = kBotUsername});
  }));
}

auto Demo::move_clock(std::string const& body) -> http::Response {
  auto const to = destination(body);
  if (!to) return error_response(400, "The body must be {\"to\": \"18:50\"}");
  if (*to == "now") {
    clock_.move_to(SystemClock().now());
  } else {
    auto const zone = database_->read(demo_time_zone);
    auto const now = clock_.now();
    auto const moment = next_demo_moment(*to, zone, now);
    if (!moment) {
      return error_response(
          400, "\"to\" must be a time (18:50), \"month_end 19:00\", \"month_start 09:00\" or \"now\"");
    }
    // The evenings in between are lived through; the visitor's own day is left to the visitor.
    if (local_day(*moment, zone) > local_day(now, zone)) continue_demo_story(*database_, *moment);
    clock_.move_to(*moment);
  }
  bot_->clock_moved();
  outlook_->clock_moved();
  return state();
}

}  // namespace pb::app
