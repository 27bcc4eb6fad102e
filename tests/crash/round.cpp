#include "round.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>

#include "base/clock.h"
#include "domain/time_zone.h"
#include "harness/server.h"
#include "sql/migrator.h"
#include "store/schedules.h"
#include "store/schema.h"

namespace pb::crash {
namespace {

constexpr std::size_t kLanes = 24;
constexpr bench::Business kBusiness{.managers = 1'920, .territories_each = 20};
constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::seconds kUntilTold{30};
constexpr std::chrono::milliseconds kLookAgain{5};
// From the first update of a life to its end. Short ones end in the middle of the first commits.
constexpr std::int64_t kShortestUs = 500;
constexpr std::int64_t kLongestUs = 120'000;

// Nothing of its own accord: a prompt in the middle would be a message nobody asked for.
void stop_schedules(sql::Session& session, Instant now) {
  for (auto const name :
       {store::ScheduleName::plan_prompt, store::ScheduleName::plan_reminder, store::ScheduleName::digest,
        store::ScheduleName::fact_prompt, store::ScheduleName::monthly_report}) {
    store::save_schedule(session, {.name = name, .expression = "0 0 1 1 *", .enabled = false}, now);
  }
}

void found_company(sql::Database& database) {
  auto const now = SystemClock().now();
  sql::migrate(database, store::migrations());
  bench::seed_business(database, kBusiness, now);
  database.write([&](sql::Session& session) { stop_schedules(session, now); });
}

}  // namespace

void Tally::add(Tally const& other) {
  kills += other.kills;
  missed += other.missed;
  server_crashes += other.server_crashes;
  under_way += other.under_way;
  left_untold += other.left_untold;
  sent_again += other.sent_again;
  refusals += other.refusals;
  values += other.values;
  told_again += other.told_again;
  unknowable += other.unknowable;
  problems.insert(problems.end(), other.problems.begin(), other.problems.end());
}

Round::Round(Plan const& plan, std::mt19937_64& random)
    : plan_(plan),
      random_(random),
      place_(plan.dialect),
      script_(kBusiness, kLanes, local_day(SystemClock().now(), "Europe/Kyiv")),
      ledger_(script_),
      stand_in_([this](bench::BotApiStandIn::Call const& call) { ledger_.answer(call); }, 1),
      port_(bench::free_port()) {
  found_company(*place_.open());
}

auto Round::play() -> Tally {
  while (tally_.problems.empty() && tally_.kills < plan_.kills && !ledger_.used_up()) kill_once();
  for (std::size_t number = 0; tally_.problems.empty() && number < plan_.server_crashes; ++number)
    crash_server_once(number);
  if (tally_.problems.empty()) finish();
  tally_.sent_again = ledger_.sent_again();
  tally_.refusals = ledger_.refusals();
  return std::move(tally_);
}

auto Round::start() -> std::unique_ptr<bench::Program> {
  auto program = std::make_unique<bench::Program>(bench::server_start({.binary = plan_.program,
                                                                       .database_url = place_.url(),
                                                                       .folder = place_.folder(),
                                                                       .bot_api_url = stand_in_.url(),
                                                                       .port = port_}));
  if (!bench::wait_until_ready(*program, port_, bench::kReadyPath, kPatience))
    throw std::runtime_error("the program did not start, see " +
                             (place_.folder() / "profitbot.log").string());
  return program;
}

auto Round::some_time() -> std::chrono::microseconds {
  return std::chrono::microseconds(std::uniform_int_distribution(kShortestUs, kLongestUs)(random_));
}

void Round::note(Problems problems) {
  std::ranges::move(problems, std::back_inserter(tally_.problems));
}

void Round::kill_once() {
  ledger_.begin_life();
  auto const program = start();
  Traffic traffic(ledger_, kLanes, {.port = port_});
  std::this_thread::sleep_for(some_time());
  auto const ended_by = program->kill_now();
  traffic.join();  // reads what the program had still said
  if (ended_by != SIGKILL) note({fmt::format("life {} ended by itself", ledger_.life())});
  auto const under_way = ledger_.under_way();
  tally_.under_way += under_way;
  ++(under_way > 0 ? tally_.kills : tally_.missed);
  note(remains_.check(*place_.open_remains(), ledger_));
  tally_.left_untold += remains_.unacknowledged();
}

// The three ways in which a server goes away, in turn; the program must live through each of them.
void Round::crash_server_once(std::size_t number) {
  ledger_.begin_life();
  auto const program = start();
  Traffic traffic(ledger_, kLanes, {.port = port_, .when_broken = Traffic::WhenBroken::reconnect});
  std::this_thread::sleep_for(some_time());
  auto const under_way = ledger_.under_way();
  if (number % 3 == 0 || (number % 3 == 1 && !place_.kill_backend())) place_.restart_server();
  if (number % 3 == 2) place_.end_connections();
  std::this_thread::sleep_for(some_time());
  traffic.send_no_more();
  traffic.join();
  if (!program->running())
    note({fmt::format("the program ended with the server, in life {}", ledger_.life())});
  if (under_way > 0) ++tally_.server_crashes;
  tally_.under_way += under_way;
  program->stop(std::chrono::seconds(10));
  note(remains_.check(*place_.open_remains(), ledger_));
}

// A last life in which everything comes to its end: what was under way is sent again, and every message
// leaves.
void Round::finish() {
  ledger_.begin_life();
  auto const program = start();
  Traffic(ledger_, kLanes, {.port = port_, .more = Ledger::More::only_unconfirmed}).join();
  auto const deadline = std::chrono::steady_clock::now() + kUntilTold;
  auto const untold = [&] {
    auto const entries = ledger_.entries();
    return std::ranges::any_of(entries, [](Ledger::Entry const& entry) { return entry.answers == 0; });
  };
  while (untold() && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(kLookAgain);
  if (program->stop(std::chrono::seconds(10)) != 0) note({"the program did not end when it was asked to"});
  auto const result = balance(*place_.open(), ledger_);
  note(result.problems);
  tally_.values = result.values;
  tally_.told_again = result.told_again;
  tally_.unknowable = result.unknowable;
}

}  // namespace pb::crash
