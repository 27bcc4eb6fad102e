// Ten thousand managers are asked for their plans at 18:50: how long until every message is in the queue, and
// whether the queue then leaves at exactly the rate that Telegram allows.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "bot/scheduled.h"
#include "crypto/random.h"
#include "delivery/sender.h"
#include "domain/time_zone.h"
#include "harness/bot_api_stand_in.h"
#include "harness/business.h"
#include "harness/figure.h"
#include "harness/program.h"
#include "harness/server_database.h"
#include "http/client.h"
#include "sql/migrator.h"
#include "store/schema.h"

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr Business kBusiness{.managers = 10'000, .territories_each = 5};
constexpr auto kZone = "Europe/Kyiv";
constexpr std::chrono::seconds kWatched{10};
constexpr std::chrono::seconds kWindow{1};

// When each message arrived at the Bot API.
class Arrivals {
 public:
  void note(BotApiStandIn::Call const& call) {
    if (call.method != "sendMessage") return;
    std::scoped_lock const lock(mutex_);
    times_.push_back(Steady::now());
  }
  auto times() -> std::vector<Steady::time_point> {
    std::scoped_lock const lock(mutex_);
    return times_;
  }

 private:
  std::mutex mutex_;
  std::vector<Steady::time_point> times_;
};

struct Sent {
  double per_second = 0;
  std::size_t most_in_a_second = 0;
};

auto rate_of(std::vector<Steady::time_point> const& times) -> Sent {
  Sent sent;
  if (times.size() < 2) return sent;
  std::size_t first = 0;
  for (std::size_t last = 0; last < times.size(); ++last) {
    while (times[last] - times[first] >= kWindow) ++first;
    sent.most_in_a_second = std::max(sent.most_in_a_second, last - first + 1);
  }
  // Whole seconds after the first message, so that a burst at the beginning does not count for more than it
  // is.
  auto const whole = std::chrono::floor<std::chrono::seconds>(times.back() - times.front());
  auto const until = times.front() + whole;
  auto const within = std::ranges::count_if(times, [&](auto time) { return time < until; });
  sent.per_second =
      static_cast<double>(within) / static_cast<double>(std::max<std::int64_t>(whole.count(), 1));
  return sent;
}

struct Measured {
  double queued_seconds = 0;
  std::int64_t messages = 0;
  Sent sent;
};

auto queue_prompts(sql::Database& database) -> Measured {
  crypto::SystemRandom random;
  i18n::Translator const translator;
  bot::BotName name;
  name.set("stand_in_bot");
  bot::Surroundings const surroundings{.translator = &translator, .random = &random, .name = &name};
  auto const now = SystemClock().now();
  Measured measured;
  auto const began = Steady::now();
  database.write([&](sql::Session& session) {
    store::Unit unit{session, now};
    bot::run_schedule(unit, surroundings,
                      {.name = collection::ScheduleName::plan_prompt, .slot = now, .zone = kZone});
  });
  measured.queued_seconds = std::chrono::duration<double>(Steady::now() - began).count();
  measured.messages = database.read([](sql::Session& session) {
    return *session.one<std::int64_t>("select count(*) from outgoing_messages where state = 'queued'");
  });
  return measured;
}

auto send_for_a_while(sql::Database& database) -> Sent {
  Arrivals arrivals;
  BotApiStandIn const stand_in([&](BotApiStandIn::Call const& call) { arrivals.note(call); }, 1);
  SystemClock const clock;
  crypto::SystemRandom random;
  http::Client http;
  http.start();
  telegram::Client client(http, stand_in.url(), Secret("1:not-a-real-token"));
  delivery::Sender sender(database, client, clock, random, delivery::TelegramRates{}, "bench");
  sender.start();
  std::this_thread::sleep_for(kWatched);
  sender.stop();
  http.stop();
  return rate_of(arrivals.times());
}

auto measure(std::string const& url) -> Measured {
  auto const database = sql::open_database({.url = *sql::parse_database_url(url), .key = Secret()});
  sql::migrate(*database, store::migrations());
  seed_business(*database, kBusiness, SystemClock().now());
  auto measured = queue_prompts(*database);
  measured.sent = send_for_a_while(*database);
  return measured;
}

void print(std::string const& engine, Measured const& measured) {
  auto const allowed = static_cast<double>(delivery::TelegramRates{}.overall.count);
  print_figures("10,000 managers prompted at 18:50, " + engine,
                {{.name = fmt::format("until {} messages are queued", measured.messages),
                  .value = measured.queued_seconds,
                  .aim = 1,
                  .unit = "s"},
                 {.name = "messages sent a second",
                  .value = measured.sent.per_second,
                  .aim = allowed,
                  .better = Figure::Better::equal,
                  .unit = ""},
                 {.name = "most of them in any second",
                  .value = static_cast<double>(measured.sent.most_in_a_second),
                  .aim = allowed,
                  .better = Figure::Better::equal,
                  .unit = ""}});
}

}  // namespace
}  // namespace pb::bench

int main() {
  using namespace pb::bench;
  TemporaryFolder const folder;
  print("SQLite", measure("sqlite:" + (folder.path() / "prompt.db").string()));
  if (auto const* const server = std::getenv("PROFITBOT_TEST_PG")) {
    ServerDatabase const database(server);
    print("PostgreSQL", measure(database.url()));
  } else {
    fmt::print(
        "\nPostgreSQL is not measured: PROFITBOT_TEST_PG names no server (scripts/test-servers run)\n");
  }
}
