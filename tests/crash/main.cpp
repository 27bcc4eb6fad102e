// Kills the real program in the middle of load, again and again, and compares what is there with what it had
// said.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "harness/server.h"
#include "round.h"

namespace pb::crash {
namespace {

constexpr std::size_t kKillsInRound = 50;
constexpr std::size_t kServerCrashesInRound = 15;
constexpr std::size_t kProblemsShown = 20;

struct CommandLine {
  Plan plan;
  std::uint64_t seed = std::random_device{}();
};

auto play_all(CommandLine const& line) -> Tally {
  std::mt19937_64 random(line.seed);
  Tally tally;
  auto const& plan = line.plan;
  while (tally.problems.empty() && (tally.kills < plan.kills || tally.server_crashes < plan.server_crashes)) {
    auto part = plan;
    part.kills = std::min(plan.kills - tally.kills, kKillsInRound);
    part.server_crashes = std::min(plan.server_crashes - tally.server_crashes, kServerCrashesInRound);
    tally.add(Round(part, random).play());
    if (tally.missed > plan.kills + kKillsInRound)
      tally.problems.emplace_back("most kills meet nothing under way");
  }
  return tally;
}

void print(CommandLine const& line, Tally const& tally, std::chrono::duration<double> took) {
  auto const* const engine = line.plan.dialect == sql::Dialect::sqlite ? "sqlite" : "postgresql";
  fmt::print("{}: {} kills that landed ({} more met nothing under way), {} crashes of the server, {:.0f} s\n",
             engine, tally.kills, tally.missed, tally.server_crashes, took.count());
  fmt::print(
      "  {} values stored; {} updates were under way at the crashes, {} updates sent again, {} refused\n",
      tally.values, tally.under_way, tally.sent_again, tally.refusals);
  fmt::print(
      "  {} values were left that nobody had been told of; {} messages told again, {} counted as "
      "unknowable\n",
      tally.left_untold, tally.told_again, tally.unknowable);
  for (std::size_t index = 0; index < std::min(tally.problems.size(), kProblemsShown); ++index)
    fmt::print("  WRONG: {}\n", tally.problems[index]);
  fmt::print("  {} (seed {})\n",
             tally.problems.empty() ? "every acknowledged value is there, once, and nothing else is"
                                    : fmt::format("{} problems", tally.problems.size()),
             line.seed);
}

auto run(CommandLine const& line) -> int {
  auto const started = std::chrono::steady_clock::now();
  auto const tally = play_all(line);
  print(line, tally, std::chrono::steady_clock::now() - started);
  return tally.problems.empty() ? 0 : 1;
}

}  // namespace
}  // namespace pb::crash

int main(int count, char** arguments) {
  using namespace pb;
  crash::CommandLine line;
  std::string database = "sqlite";
  CLI::App app("Kills profitbot under load and checks that nothing acknowledged is lost");
  app.add_option("--program", line.plan.program, "The profitbot to kill");
  app.add_option("--database", database, "sqlite or postgresql")
      ->check(CLI::IsMember({"sqlite", "postgresql"}));
  app.add_option("--kills", line.plan.kills, "Kills of the program that must land");
  app.add_option("--server-crashes", line.plan.server_crashes,
                 "Crashes of the PostgreSQL server, the program living");
  app.add_option("--seed", line.seed, "Of the moments of the kills");
  CLI11_PARSE(app, count, arguments);
  if (line.plan.program.empty()) line.plan.program = bench::profitbot_binary(arguments[0]);
  line.plan.dialect = database == "sqlite" ? sql::Dialect::sqlite : sql::Dialect::postgresql;
  try {
    return crash::run(line);
  } catch (std::exception const& problem) {
    std::cerr << "crash test: " << problem.what() << '\n';
    return 1;
  }
}
