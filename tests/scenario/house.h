#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/bot_service.h"
#include "app/numbers.h"
#include "base/clock.h"
#include "crypto/random.h"
#include "http/client.h"
#include "http/server.h"
#include "i18n/translator.h"
#include "scenario/person.h"
#include "sql/test_database.h"
#include "telegram/simulator/simulator.h"

namespace pb::scenario {

enum class WayIn { polling, webhook };

// A place in the company, for somebody who is let in.
struct Seat {
  Role role = Role::manager;
  std::string office{};    // of a head or manager
  std::string language{};  // "en" where a test does not care
};

// A value as it stands in the database, with the names people know.
struct StoredValue {
  std::string office;
  std::string geo;
  std::int64_t period = 0;  // a plan's day, a fact's month
  Money amount;
  std::string by;
  friend auto operator<=>(StoredValue const&, StoredValue const&) = default;
};

// A group with the bot in it, and its topics by name.
struct Group {
  std::int64_t id = 0;
  std::map<std::string, std::int64_t> topics;
};

// A company's bot with everything around it real but Telegram, which the simulator plays. It is Tuesday, 10
// March 2026, 10:00 in Kyiv when it opens; the clock goes on at the world's pace and can be moved.
class House {
 public:
  explicit House(sql::Dialect dialect, WayIn way_in = WayIn::polling);
  ~House();

  // The company: each office with the geos it works. The owner is there afterwards.
  void set_up(std::map<std::string, std::vector<std::string>> const& offices);
  // Without set_up(): the owner, of whom the settings tell, before the first word.
  auto owner() -> Person;
  // Somebody of the company, who has just pressed Start.
  auto joins(std::string const& name, Seat const& seat) -> Person;
  // Somebody with a Telegram account and nothing else.
  auto stranger(std::string const& name, std::string const& language = "en") -> Person;
  // A group with these people and the bot in it.
  auto group(std::string const& title, std::vector<Person> const& people,
             std::vector<std::string> const& topics = {}) -> Group;
  void throw_out(std::int64_t group, Person const& by);

  // Moves the clock, forward or back, and lets the schedules look at it.
  void clock_to(Day day, std::string_view time);
  // The same day.
  void clock_to(std::string_view time) { clock_to(today(), time); }
  [[nodiscard]] auto today() const -> Day;
  [[nodiscard]] auto now() const -> Instant { return clock_.now(); }

  // The program stops, or starts; what people do meanwhile waits at Telegram.
  void shut_down();
  void start_up();
  void restart() {
    shut_down();
    start_up();
  }

  // From now on there is e-mail; the program is started anew.
  void mails_go_to(std::string const& smtp_url);

  // What is stored, ordered by office and geo.
  [[nodiscard]] auto plans() -> std::vector<StoredValue>;
  [[nodiscard]] auto facts() -> std::vector<StoredValue>;
  [[nodiscard]] auto count(std::string const& query) -> std::int64_t;
  // Waits until the query counts this many.
  void waits_for_count(std::string const& query, std::int64_t wanted);
  [[nodiscard]] auto database() -> sql::Database& { return database_.get(); }
  [[nodiscard]] auto bot_url() const -> std::string;
  [[nodiscard]] auto webhook_secret() const -> Secret;

  // The person's side of the simulator; the answer's JSON. Throws on an answer that is no success.
  auto get(std::string const& path) -> boost::json::value;
  auto post(std::string const& path, boost::json::value const& body) -> boost::json::value;
  [[nodiscard]] auto bot_id() const -> std::int64_t { return bot_id_; }
  [[nodiscard]] auto http() -> http::Client& { return http_; }

 private:
  auto account(std::string const& name, std::string const& language) -> std::int64_t;
  auto send(http::ClientRequest request) -> boost::json::value;

  MovableClock clock_;
  crypto::SystemRandom random_;
  i18n::Translator translator_;
  WayIn way_in_;
  sql::TestDatabase database_;
  http::Client http_;
  telegram::simulator::Simulator simulator_;
  std::unique_ptr<http::Server> telegram_;
  std::unique_ptr<http::Server> doors_;
  std::unique_ptr<app::Numbers> numbers_;
  std::unique_ptr<app::Mailer> mailer_;
  std::unique_ptr<app::BotService> bot_;
  app::Settings settings_;
  std::int64_t bot_id_ = 0;
  std::int64_t owner_account_ = 0;
  std::int64_t next_account_ = 1001;
  std::map<std::string, OfficeId> offices_;
};

// A scenario runs on every engine: `Scenario` is the suite, GetParam() the engine.
class Scenario : public testing::TestWithParam<sql::Dialect> {};

}  // namespace pb::scenario
