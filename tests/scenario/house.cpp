#include "scenario/house.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <charconv>
#include <stdexcept>
#include <thread>

#include "crypto/token.h"
#include "domain/time_zone.h"
#include "people/access.h"
#include "people/geos.h"
#include "people/offices.h"
#include "people/organisation.h"
#include "people/person.h"
#include "people/territories.h"
#include "sql/migrator.h"
#include "store/schema.h"

namespace pb::scenario {
namespace {

namespace json = boost::json;

constexpr auto kToken = "100200:SCENARIO-TOKEN";
constexpr auto kZone = "Europe/Kyiv";
constexpr auto kPatience = std::chrono::seconds(20);

template <class T>
auto must(Result<T> result) -> T {
  if (!result) throw std::runtime_error("refused: " + result.error().message.key);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// The webhook's address must be told before the server that has it is built.
auto free_port() -> std::uint16_t {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  bool const bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

auto minute_of(std::string_view time) -> std::int64_t {
  auto const number = [&](std::size_t at) { return std::stoll(std::string(time.substr(at, 2))); };
  return number(0) * 60 + number(3);
}

auto generous() -> telegram::simulator::Limits {
  telegram::simulator::Limits limits;
  limits.overall = {.per_second = 10'000, .burst = 10'000};
  limits.chat = {.per_second = 1'000, .burst = 1'000};
  limits.group = {.per_second = 1'000, .burst = 1'000};
  return limits;
}

}  // namespace

House::House(sql::Dialect dialect, WayIn way_in)
    : way_in_(way_in), database_(dialect), simulator_(http_, clock_, generous()) {
  clock_.move_to(instant_at(Day::from({std::chrono::year(2026), std::chrono::March, std::chrono::day(10)}),
                            minute_of("10:00"), kZone));
  sql::migrate(database(), store::migrations());
  http_.start();
  http::Router router;
  simulator_.add_routes(router);
  telegram_ = std::make_unique<http::Server>(http::ServerOptions{.threads = 1}, std::move(router));
  telegram_->start();
  simulator_.start();
  bot_id_ = simulator_.add_bot(
      {.token = Secret(kToken), .first_name = "Profit Bot", .username = "profit_test_bot"});
  owner_account_ = account("Oksana", "en");
  settings_.bot_token = Secret(kToken);
  settings_.admin_tg_id = owner_account_;
  settings_.telegram_api_url = fmt::format("http://127.0.0.1:{}/simulator", telegram_->port());
  settings_.messages_per_second = 10'000;
  settings_.messages_per_chat = 5'000;
  settings_.http_threads = 1;
  settings_.job_threads = 1;
  must(database().write([&](sql::Session& session) {
    store::Unit unit{session, clock_.now()};
    return people::ensure_owner(unit, owner_account_, "Oksana", "en");
  }));
  start_up();
}

House::~House() {
  shut_down();
  simulator_.stop();
  telegram_->stop();
  http_.stop();
}

void House::start_up() {
  auto const port = free_port();
  if (way_in_ == WayIn::webhook) settings_.webhook_url = fmt::format("http://127.0.0.1:{}", port);
  numbers_ = std::make_unique<app::Numbers>(database(), std::filesystem::path());
  numbers_->start();
  bot_ = std::make_unique<app::BotService>(
      app::BotSurroundings{.database = database(),
                           .http = http_,
                           .clock = clock_,
                           .random = random_,
                           .translator = translator_,
                           .mailer = mailer_.get(),
                           .numbers = [this] { return numbers_->version(); }},
      settings_);
  http::Router router;
  bot_->add_routes(router);
  doors_ = std::make_unique<http::Server>(http::ServerOptions{.port = port, .threads = 1}, std::move(router));
  doors_->start();
  bot_->start();
}

void House::shut_down() {
  if (!bot_) return;
  doors_->stop();
  bot_->stop();
  numbers_->stop();
  doors_.reset();
  bot_.reset();
  numbers_.reset();
  database_.reopen();
}

void House::mails_go_to(std::string const& smtp_url) {
  settings_.mail = {
      .url = smtp_url, .starttls = mail::StartTls::never, .from = "Profit Bot <reports@example.com>"};
  settings_.public_url = "https://bot.example.com";
  shut_down();
  mailer_ = app::make_mailer(settings_, clock_);
  start_up();
}

auto House::bot_url() const -> std::string {
  return fmt::format("http://127.0.0.1:{}", doors_->port());
}

auto House::webhook_secret() const -> Secret {
  return crypto::derive_token(settings_.bot_token, "webhook");
}

auto House::account(std::string const& name, std::string const& language) -> std::int64_t {
  auto const id = next_account_++;
  simulator_.add_person({.id = id, .first_name = name, .language_code = language});
  return id;
}

void House::set_up(std::map<std::string, std::vector<std::string>> const& offices) {
  database().write([&](sql::Session& session) {
    store::Unit unit{session, clock_.now()};
    auto const owner = people::find_by_telegram(unit, owner_account_).value().actor();
    must(people::set_up_organisation(unit, owner, {.name = "Test & Sons", .language = "en"}));
    std::map<std::string, GeoId> geos;
    for (auto const& [office, worked] : offices) {
      auto const id = must(people::add_office(unit, owner, office, std::nullopt));
      offices_[office] = id;
      for (auto const& geo : worked) {
        if (!geos.contains(geo)) geos[geo] = must(people::add_geo(unit, owner, geo));
        must(people::open_territory(unit, owner, id, geos[geo]));
      }
    }
  });
  // A schedule has no past before it has been looked at once.
  bot_->clock_moved();
}

auto House::owner() -> Person {
  return Person(*this, owner_account_, "Oksana");
}

auto House::stranger(std::string const& name, std::string const& language) -> Person {
  return Person(*this, account(name, language), name);
}

auto House::joins(std::string const& name, Seat const& seat) -> Person {
  auto const language = seat.language.empty() ? std::string("en") : seat.language;
  auto person = stranger(name, language);
  must(database().write([&](sql::Session& session) -> Result<people::Person> {
    store::Unit unit{session, clock_.now()};
    auto const owner = people::find_by_telegram(unit, owner_account_).value().actor();
    must(people::request_access(unit, {.tg_id = person.id(), .name = name, .language = language}));
    auto const office = seat.office.empty() ? std::nullopt : std::optional(offices_.at(seat.office));
    return people::grant_access(unit, owner, person.id(), seat.role, office);
  }));
  person.says("/start");
  person.sees_button("settings");
  return person;
}

auto House::group(std::string const& title, std::vector<Person> const& people,
                  std::vector<std::string> const& topics) -> Group {
  json::array ids;
  for (auto const& person : people) ids.emplace_back(person.id());
  json::object founding = {{"title", title}, {"people", ids}};
  if (!topics.empty()) {
    founding["type"] = "supergroup";
    founding["topics"] = json::value_from(topics);
  }
  auto const founded = post("/groups", founding);
  Group group{.id = founded.at("id").to_number<std::int64_t>(), .topics = {}};
  if (!topics.empty()) {
    for (auto const& topic : founded.at("topics").as_array()) {
      group.topics[std::string(topic.at("name").as_string())] = topic.at("id").to_number<std::int64_t>();
    }
  }
  post(fmt::format("/groups/{}/bots", group.id), {{"bot", bot_id_}, {"from", people.front().id()}});
  return group;
}

void House::throw_out(std::int64_t group, Person const& by) {
  http::ClientRequest request;
  request.method = "DELETE";
  request.url = fmt::format("/groups/{}/bots/{}?from={}", group, bot_id_, by.id());
  send(std::move(request));
}

void House::clock_to(Day day, std::string_view time) {
  clock_.move_to(instant_at(day, minute_of(time), kZone));
  if (bot_) bot_->clock_moved();
}

auto House::today() const -> Day {
  return local_day(clock_.now(), kZone);
}

auto House::plans() -> std::vector<StoredValue> {
  return database().read([](sql::Session& session) {
    return session.all<StoredValue>(
        "select o.name, g.name, p.day, p.amount, u.name from plans p join territories t on t.id = "
        "p.territory_id "
        "join offices o on o.id = t.office_id join geos g on g.id = t.geo_id join users u on u.id = "
        "p.user_id "
        "order by o.name, g.name, p.day");
  });
}

auto House::facts() -> std::vector<StoredValue> {
  return database().read([](sql::Session& session) {
    return session.all<StoredValue>(
        "select o.name, g.name, f.month, f.amount, u.name from facts f join territories t on t.id = "
        "f.territory_id "
        "join offices o on o.id = t.office_id join geos g on g.id = t.geo_id join users u on u.id = "
        "f.user_id "
        "order by o.name, g.name, f.month");
  });
}

auto House::count(std::string const& query) -> std::int64_t {
  return database().read([&](sql::Session& session) { return session.one<std::int64_t>(query).value_or(0); });
}

void House::waits_for_count(std::string const& query, std::int64_t wanted) {
  auto const deadline = std::chrono::steady_clock::now() + kPatience;
  std::int64_t found = count(query);
  // Another program's view of the database: there is no signal for it.
  while (found != wanted && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    found = count(query);
  }
  if (found != wanted) throw std::runtime_error(fmt::format("{} counts {}, not {}", query, found, wanted));
}

auto House::get(std::string const& path) -> json::value {
  http::ClientRequest request;
  request.method = "GET";
  request.url = path;
  return send(std::move(request));
}

auto House::post(std::string const& path, json::value const& body) -> json::value {
  http::ClientRequest request;
  request.url = path;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = json::serialize(body);
  return send(std::move(request));
}

auto House::send(http::ClientRequest request) -> json::value {
  auto const path = request.url;
  request.url = fmt::format("http://127.0.0.1:{}/simulator/api{}", telegram_->port(), path);
  auto const answer = http_.send_and_wait(std::move(request));
  if (!answer) throw std::runtime_error(path + ": " + answer.error().reason);
  if (answer->status != 200)
    throw std::runtime_error(fmt::format("{}: {} {}", path, answer->status, answer->body));
  return json::parse(answer->body);
}

}  // namespace pb::scenario
