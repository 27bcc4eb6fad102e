// How many plans a second the webhook takes in, each stored durably and answered through the Bot API, and how
// long a person waits. With `--grammy` the usual alternative does the same against the same generator and
// stand-in.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <optional>

#include "base/clock.h"
#include "domain/time_zone.h"
#include "harness/business.h"
#include "harness/server.h"
#include "harness/table.h"
#include "harness/webhook_load.h"
#include "sql/migrator.h"
#include "store/schema.h"

namespace pb::bench {
namespace {

struct Options {
  std::size_t slots = 224;
  unsigned generator_threads = 1;
  unsigned stand_in_threads = 1;
  Business business{.managers = 8000, .territories_each = 20};
  std::size_t plans = 120'000;
  std::filesystem::path grammy;  // folder of the alternative; empty: not asked for
  std::string database_url;      // an empty database; by default a SQLite file of its own
};

struct Figures {
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  double cpu_us = 0;  // of the program, for each plan
  std::uint64_t refused = 0;
};

// The form is opened once per manager; from then on each typed amount is saved and the next territory
// offered.
class Conversation {
 public:
  Conversation(Options const& options, Day today) : options_(options), today_(today), turns_(options.slots) {}

  auto open_form(std::size_t slot) -> LoadUpdate {
    auto const manager = slot + turns_[slot].opened++ * options_.slots;
    if (manager >= options_.business.managers) return {};
    auto const chat = options_.business.chat(manager);
    auto const button = fmt::format("plan:{}:{}", options_.business.territory(manager, 0), today_.days);
    return {chat, button_update(++update_id_, chat, button)};
  }

  auto type_amount(std::size_t slot) -> LoadUpdate {
    auto const managers = (options_.business.managers - slot + options_.slots - 1) / options_.slots;
    auto& turn = turns_[slot].typed;
    if (turn * options_.slots >= options_.plans || turn >= managers * options_.business.territories_each)
      return {};
    auto const chat = options_.business.chat(slot + (turn % managers) * options_.slots);
    auto const amount = std::to_string(1000 + turn % 9000);
    ++turn;
    return {chat, text_update(++update_id_, chat, amount)};
  }

 private:
  struct alignas(64) Turn {
    std::size_t opened = 0;
    std::size_t typed = 0;
  };
  Options const& options_;
  Day today_;
  std::vector<Turn> turns_;
  std::atomic<std::int64_t> update_id_ = 0;
};

auto measure(Options const& options, Program::Start const& start, std::uint16_t port, WebhookLoad& load)
    -> std::optional<Figures> {
  Program program(start);
  if (!wait_until_ready(program, port, kReadyPath, std::chrono::seconds(20))) {
    fmt::print(stderr, "{} did not start, see {}\n", start.command.front(), start.log.string());
    return std::nullopt;
  }
  Conversation conversation(options, local_day(SystemClock().now(), "Europe/Kyiv"));
  auto const warm_up = load.run([&](std::size_t slot) { return conversation.open_form(slot); });
  auto const cpu_before = program.cpu_time();
  auto result = load.run([&](std::size_t slot) { return conversation.type_amount(slot); });
  auto const cpu = std::chrono::duration<double, std::micro>(program.cpu_time() - cpu_before).count();
  if (!warm_up.finished || !result.finished) fmt::print(stderr, "some updates were never answered\n");
  program.stop(std::chrono::seconds(10));
  auto const seconds = std::chrono::duration<double>(result.elapsed).count();
  return Figures{.per_second = static_cast<double>(result.latencies_us.size()) / seconds,
                 .p50_ms = percentile(result.latencies_us, 0.5) / 1000.0,
                 .p99_ms = percentile(result.latencies_us, 0.99) / 1000.0,
                 .cpu_us = cpu / static_cast<double>(std::max<std::size_t>(result.latencies_us.size(), 1)),
                 .refused = result.refused};
}

void prepare_database(std::string const& url, Business const& business) {
  auto const database = sql::open_database({.url = *sql::parse_database_url(url), .key = Secret()});
  sql::migrate(*database, store::migrations());
  seed_business(*database, business, SystemClock().now());
}

auto row(std::string const& name, Figures const& figures, double base) -> std::vector<std::string> {
  return {name,
          fmt::format("{:.0f}", figures.per_second),
          fmt::format("{:.1f}", figures.p50_ms),
          fmt::format("{:.1f}", figures.p99_ms),
          fmt::format("{:.0f}", figures.cpu_us),
          std::to_string(figures.refused),
          base > 0 ? fmt::format("{:.1f}", figures.per_second / base) : "-"};
}

void run(Options const& options, std::filesystem::path const& binary) {
  TemporaryFolder const folder;
  auto database_url = options.database_url;
  if (database_url.empty()) database_url = "sqlite:" + (folder.path() / "load.db").string();
  auto const port = free_port();
  WebhookLoad load({.port = port,
                    .path = kWebhookPath,
                    .secret = kWebhookSecret,
                    .slots = options.slots,
                    .threads = options.generator_threads});
  for (std::size_t manager = 0; manager < options.business.managers; ++manager)
    load.assign(options.business.chat(manager), manager % options.slots);
  BotApiStandIn const stand_in([&](BotApiStandIn::Call const& call) { load.saw(call); },
                               options.stand_in_threads);

  prepare_database(database_url, options.business);
  auto const ours = measure(options,
                            server_start({.binary = binary,
                                          .database_url = database_url,
                                          .folder = folder.path(),
                                          .bot_api_url = stand_in.url(),
                                          .port = port}),
                            port, load);
  std::optional<Figures> theirs;
  if (!options.grammy.empty()) {
    theirs = measure(options,
                     {.command = {"node", (options.grammy / "bot.mjs").string()},
                      .environment = {{"PORT", std::to_string(port)},
                                      {"API_ROOT", stand_in.url()},
                                      {"SECRET", kWebhookSecret},
                                      {"DATABASE", (folder.path() / "grammy.db").string()},
                                      {"FIRST_CHAT", std::to_string(Business::kFirstChat)},
                                      {"MANAGERS", std::to_string(options.business.managers)},
                                      {"TERRITORIES", std::to_string(options.business.territories_each)}},
                      .log = folder.path() / "grammy.log"},
                     port, load);
  }
  std::vector<std::vector<std::string>> table{
      {"", "plans/s", "p50 ms", "p99 ms", "cpu us/plan", "refused", "times"}};
  auto const base = theirs ? theirs->per_second : 0;
  if (ours) table.push_back(row("profitbot", *ours, base));
  if (theirs) table.push_back(row("grammY + better-sqlite3", *theirs, base));
  print_table("Webhook updates that each store a plan durably and are answered", table);
}

void read_option(Options& options, std::string_view name, std::string const& value) {
  auto const number = static_cast<std::size_t>(std::strtoull(value.c_str(), nullptr, 10));
  if (name == "--slots") options.slots = number;
  if (name == "--plans") options.plans = number;
  if (name == "--generators") options.generator_threads = static_cast<unsigned>(number);
  if (name == "--stand-ins") options.stand_in_threads = static_cast<unsigned>(number);
  if (name == "--grammy") options.grammy = value;
  if (name == "--database") options.database_url = value;
}

}  // namespace
}  // namespace pb::bench

int main(int count, char** arguments) {
  pb::bench::Options options;
  for (int index = 1; index + 1 < count; index += 2)
    pb::bench::read_option(options, arguments[index], arguments[index + 1]);
  pb::bench::run(options, pb::bench::profitbot_binary(arguments[0]));
}
