// How long `profitbot serve` takes until it answers on an empty database, how much memory it then holds, and
// how long the demo's two years take to write.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/demo_data.h"
#include "base/clock.h"
#include "harness/bot_api_stand_in.h"
#include "harness/figure.h"
#include "harness/server.h"
#include "sql/migrator.h"
#include "store/schema.h"

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kStarts = 7;
constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::milliseconds kUntilSettled{1'000};  // introductions made, lease taken, log emptied
constexpr double kMegabyte = 1024.0 * 1024.0;

auto seconds_since(Steady::time_point start) -> double {
  return std::chrono::duration<double>(Steady::now() - start).count();
}

struct Started {
  double seconds = 0;
  double megabytes = 0;
};

auto start_once(std::filesystem::path const& binary, BotApiStandIn const& stand_in) -> Started {
  TemporaryFolder const folder;
  auto const port = free_port();
  auto const settings = server_start({.binary = binary,
                                      .database_url = "sqlite:" + (folder.path() / "empty.db").string(),
                                      .folder = folder.path(),
                                      .bot_api_url = stand_in.url(),
                                      .port = port});
  auto const began = Steady::now();
  Program program(settings);
  if (!wait_until_ready(program, port, kReadyPath, kPatience))
    throw std::runtime_error("the program did not start");
  auto const seconds = seconds_since(began);
  std::this_thread::sleep_for(kUntilSettled);
  auto const bytes = program.resident_bytes();
  program.stop(std::chrono::seconds(10));
  return {.seconds = seconds, .megabytes = static_cast<double>(bytes) / kMegabyte};
}

auto median_start(std::filesystem::path const& binary) -> Started {
  BotApiStandIn const stand_in([](BotApiStandIn::Call const&) {}, 1);
  std::vector<Started> starts;
  for (int count = 0; count < kStarts; ++count) starts.push_back(start_once(binary, stand_in));
  std::ranges::sort(starts, {}, &Started::seconds);
  return starts[starts.size() / 2];
}

struct Demo {
  double seconds = 0;
  std::int64_t plans = 0;
};

auto write_demo() -> Demo {
  TemporaryFolder const folder;
  auto const url = "sqlite:" + (folder.path() / "demo.db").string();
  auto const database = sql::open_database({.url = *sql::parse_database_url(url), .key = Secret()});
  sql::migrate(*database, store::migrations());
  auto const began = Steady::now();
  app::fill_with_demo_data(*database, SystemClock().now(), {});
  auto const seconds = seconds_since(began);
  auto const plans = database->read(
      [](sql::Session& session) { return *session.one<std::int64_t>("select count(*) from plans"); });
  return {.seconds = seconds, .plans = plans};
}

void run(std::filesystem::path const& binary) {
  auto const start = median_start(binary);
  auto const demo = write_demo();
  print_figures("Start, memory and demo data",
                {{.name = "serve on an empty database, until it answers",
                  .value = start.seconds,
                  .aim = 0.3,
                  .unit = "s"},
                 {.name = "resident memory then", .value = start.megabytes, .aim = 60, .unit = "MB"},
                 {.name = fmt::format("demo of two years ({} plans)", demo.plans),
                  .value = demo.seconds,
                  .aim = 5,
                  .unit = "s"}});
}

}  // namespace
}  // namespace pb::bench

int main(int, char** arguments) {
  pb::bench::run(pb::bench::profitbot_binary(arguments[0]));
}
