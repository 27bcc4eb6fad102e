// Five thousand people have subscribed to the monthly report, each to what they may see, in three languages
// and three formats, and all of it is due in the same minute: how long until every copy is made and every
// delivery is in the queue of Telegram messages (which then leaves at Telegram's own pace), and how long
// requests and typed amounts wait meanwhile.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <future>
#include <thread>

#include "base/clock.h"
#include "domain/time_zone.h"
#include "harness/bot_api_stand_in.h"
#include "harness/business.h"
#include "harness/figure.h"
#include "harness/program.h"
#include "harness/server.h"
#include "harness/server_database.h"
#include "harness/table.h"
#include "harness/webhook_load.h"
#include "sql/bulk.h"
#include "sql/migrator.h"
#include "store/bulk_values.h"
#include "store/schema.h"

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;

// Offices of ten territories; their managers type while reports are made.
constexpr Business kBusiness{.managers = 60, .territories_each = 10};
constexpr std::size_t kSubscribers = 5'000;
constexpr std::int64_t kFirstSubscriber = 2'000'000;  // Telegram id
constexpr int kDays = 62;
constexpr std::chrono::milliseconds kBetweenRequests{20};
constexpr std::chrono::milliseconds kBetweenAmounts{40};
constexpr std::chrono::seconds kPatience{150};

struct UserRow {
  std::int64_t tg_id;
  std::string name;
  std::string_view role;
  std::optional<std::int64_t> office;
  std::string_view language;
  std::string_view status;
  Instant created_at;
};
struct ScheduleRow {
  std::string_view definition;
  std::string_view parameters;
  std::string expression;
  std::string_view time_zone;
  std::string_view formats;
  std::string_view condition;
  std::int64_t owner;
  std::int64_t enabled;
  Instant armed_at;
  std::int64_t seen_event;
  Instant created_at;
};
struct RecipientRow {
  std::int64_t schedule;
  std::string_view kind;
  std::int64_t user;
  std::int64_t failures;
};

template <class Row>
void insert(sql::Session& session, std::string_view into, std::vector<Row> const& rows) {
  sql::insert_rows(session, into, std::span<Row const>(rows));
}

void seed_plans(sql::Session& session, Instant now) {
  auto const today = local_day(now, "Europe/Kyiv");
  auto const territories = kBusiness.managers * kBusiness.territories_each;
  std::vector<store::NewPlan> plans;
  for (std::size_t index = 1; index <= territories; ++index) {
    for (int back = 1; back <= kDays; ++back)
      plans.push_back({.territory = {static_cast<std::int64_t>(index)},
                       .day = today - back,
                       .amount = {static_cast<std::int64_t>(1'000'000 + index * 7'919 + back * 1'009)},
                       .at = now - std::chrono::days(back)});
  }
  store::insert_plans(session, plans);
}

// Nine of ten belong to an office; the rest see everything.
void seed_subscribers(sql::Session& session, std::string const& minute, Instant now) {
  constexpr std::array<std::string_view, 3> kLanguages{"uk", "ru", "en"};
  constexpr std::array<std::string_view, 3> kFormats{"text", "pdf", "xlsx"};
  std::vector<UserRow> users;
  std::vector<ScheduleRow> schedules;
  std::vector<RecipientRow> recipients;
  auto const first = *session.one<std::int64_t>("select max(id) from users") + 1;
  auto const early = now - std::chrono::hours(1);
  for (std::size_t index = 0; index < kSubscribers; ++index) {
    auto const number = static_cast<std::int64_t>(index);
    bool const everything = index % 10 == 9;
    auto const office = static_cast<std::int64_t>(index % kBusiness.managers) + 1;
    users.push_back({kFirstSubscriber + number, fmt::format("Subscriber {}", index),
                     everything ? "analyst" : "head", everything ? std::nullopt : std::optional(office),
                     kLanguages[index / 7 % 3], "active", now});
    schedules.push_back({"monthly", "{}", minute, "UTC", kFormats[index / 21 % 3], "always", first + number,
                         1, early, 0, now});
    recipients.push_back({number + 1, "person", first + number, 0});
  }
  insert(session, "users (tg_id, name, role, office_id, language, status, created_at)", users);
  insert(session,
         "report_schedules (definition, parameters, expression, time_zone, formats, condition, owner_id, "
         "enabled, armed_at, seen_event, created_at)",
         schedules);
  insert(session, "report_recipients (schedule_id, kind, user_id, failures)", recipients);
}

// The next whole minute that leaves the program time to start.
auto next_minute(Instant now) -> Instant {
  constexpr std::chrono::seconds kToStart{12};
  return std::chrono::ceil<std::chrono::minutes>(now + kToStart);
}

auto cron_of(Instant minute) -> std::string {
  auto const time = std::chrono::hh_mm_ss(minute - std::chrono::floor<std::chrono::days>(minute));
  return fmt::format("{} {} * * *", time.minutes().count(), time.hours().count());
}

auto number_in(std::string const& body, std::string_view name) -> std::int64_t {
  auto const at = body.find(name);
  std::int64_t number = 0;
  if (at != std::string::npos)
    std::from_chars(body.data() + at + name.size(), body.data() + body.size(), number);
  return number;
}

struct Watched {
  double queued_s = -1;  // after the minute began
  std::vector<std::uint32_t> health_us;
  std::uint64_t most_bytes = 0;
};

// Asks for the state of the queues again and again until all is in them.
auto watch(Program& program, BotApiStandIn const& stand_in, std::uint16_t port, Instant minute) -> Watched {
  Watched watched;
  SystemClock const clock;
  while (clock.now() < minute) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  auto const others = stand_in.calls();
  while (clock.now() < minute + kPatience && watched.queued_s < 0) {
    auto const asked = Steady::now();
    auto const health = http_get(port, kReadyPath);
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - asked);
    watched.health_us.push_back(static_cast<std::uint32_t>(took.count()));
    watched.most_bytes = std::max(watched.most_bytes, program.resident_bytes());
    auto const waiting = number_in(health.body, R"("waiting":)");
    bool const busy = number_in(health.body, R"("ready":)") + number_in(health.body, R"("running":)") > 0;
    auto const gone = static_cast<std::int64_t>(stand_in.calls() - others);
    if (!busy && waiting + gone >= static_cast<std::int64_t>(kSubscribers))
      watched.queued_s = std::chrono::duration<double>(clock.now() - minute).count();
    std::this_thread::sleep_for(kBetweenRequests);
  }
  return watched;
}

// One amount after the other, until it is enough.
auto type_until(std::atomic<bool> const& enough, WebhookLoad& load) -> LoadResult {
  auto const today = local_day(SystemClock().now(), "Europe/Kyiv");
  auto const chat = kBusiness.chat(0);
  std::int64_t turn = 0;
  return load.run([&](std::size_t /*slot*/) -> LoadUpdate {
    if (enough) return {};
    std::this_thread::sleep_for(kBetweenAmounts);
    ++turn;
    if (turn % 2 == 0) return {chat, text_update(turn, chat, "12")};
    return {chat,
            button_update(turn, chat, fmt::format("plan:{}:{}", kBusiness.territory(0, 0), today.days))};
  });
}

struct Told {
  std::int64_t deliveries = 0;
  std::int64_t open = 0;
  std::int64_t copies = 0;
  std::int64_t failed = 0;
};

auto tell(std::string const& url) -> Told {
  auto const database = sql::open_database({.url = *sql::parse_database_url(url), .key = Secret()});
  return database->read([](sql::Session& session) {
    auto const count = [&](std::string_view text) { return *session.one<std::int64_t>(text); };
    return Told{count("select count(*) from report_deliveries"),
                count("select count(*) from report_deliveries where state = 'queued'"),
                count("select count(*) from report_copies"),
                count("select count(*) from report_deliveries where state = 'failed'")};
  });
}

void measure(std::string const& engine, std::string const& url, std::filesystem::path const& binary) {
  TemporaryFolder const folder;
  auto const now = SystemClock().now();
  auto const minute = next_minute(now);
  {
    auto const database = sql::open_database({.url = *sql::parse_database_url(url), .key = Secret()});
    sql::migrate(*database, store::migrations());
    seed_business(*database, kBusiness, now);
    database->write([&](sql::Session& session) {
      seed_plans(session, now);
      seed_subscribers(session, cron_of(minute), now);
    });
  }
  auto const port = free_port();
  WebhookLoad load({.port = port, .path = kWebhookPath, .secret = kWebhookSecret, .slots = 1});
  load.assign(kBusiness.chat(0), 0);
  BotApiStandIn const stand_in([&](BotApiStandIn::Call const& call) { load.saw(call); }, 1);
  Program program(server_start({.binary = binary,
                                .database_url = url,
                                .folder = folder.path(),
                                .bot_api_url = stand_in.url(),
                                .port = port,
                                .more = {{"TELEGRAM_MESSAGES_PER_SECOND", "30"}}}));
  if (!wait_until_ready(program, port, kReadyPath, std::chrono::seconds(20))) {
    fmt::print(stderr, "profitbot did not start\n");
    return;
  }
  std::atomic<bool> enough = false;
  auto typing = std::async(std::launch::async, [&] { return type_until(enough, load); });
  auto watched = watch(program, stand_in, port, minute);
  enough = true;
  auto typed = typing.get();
  program.stop(std::chrono::seconds(20));
  auto const told = tell(url);
  print_figures(fmt::format("{} deliveries due in one minute, {} ({} copies, {} open, {} failed)",
                            told.deliveries, engine, told.copies, told.open, told.failed),
                {{.name = "until all are in the queue", .value = watched.queued_s, .aim = 60, .unit = "s"},
                 {.name = "requests meanwhile, p99",
                  .value = percentile(watched.health_us, 0.99) / 1'000.0,
                  .aim = 50,
                  .unit = "ms"},
                 {.name = fmt::format("{} amounts typed meanwhile, p99", typed.latencies_us.size()),
                  .value = percentile(typed.latencies_us, 0.99) / 1'000.0,
                  .aim = 0,
                  .unit = "ms"},
                 {.name = "most memory",
                  .value = static_cast<double>(watched.most_bytes) / 1e6,
                  .aim = 0,
                  .unit = "MB"}});
}

}  // namespace
}  // namespace pb::bench

int main(int /*count*/, char** arguments) {
  using namespace pb::bench;
  auto const binary = profitbot_binary(arguments[0]);
  TemporaryFolder const folder;
  measure("SQLite", "sqlite:" + (folder.path() / "deliveries.db").string(), binary);
  if (auto const* const server = std::getenv("PROFITBOT_TEST_PG")) {
    ServerDatabase const database(server);
    measure("PostgreSQL", database.url(), binary);
  } else {
    fmt::print(
        "\nPostgreSQL is not measured: PROFITBOT_TEST_PG names no server (scripts/test-servers run)\n");
  }
}
