#pragma once

#include <filesystem>
#include <random>

#include "harness/bot_api_stand_in.h"
#include "place.h"
#include "traffic.h"
#include "verdict.h"

namespace pb::crash {

struct Plan {
  std::filesystem::path program;
  sql::Dialect dialect = sql::Dialect::sqlite;
  std::size_t kills = 25;          // of the program
  std::size_t server_crashes = 0;  // of PostgreSQL, the program living on
};

// What happened, added up.
struct Tally {
  std::size_t kills = 0;   // that landed: SIGKILL ended the program while updates were under way
  std::size_t missed = 0;  // that did not count, because nothing was under way
  std::size_t server_crashes = 0;
  std::size_t under_way = 0;    // updates, at all crashes together
  std::size_t left_untold = 0;  // values a kill left that nobody had been told of
  std::size_t sent_again = 0;
  std::size_t refusals = 0;
  std::size_t values = 0;
  std::size_t told_again = 0;
  std::size_t unknowable = 0;
  Problems problems;

  void add(Tally const& other);
};

// One new database, and the program's lives on it. At most `plan.kills` of them; fewer when its managers have
// nothing left to say.
class Round {
 public:
  Round(Plan const& plan, std::mt19937_64& random);
  auto play() -> Tally;

 private:
  void kill_once();
  void crash_server_once(std::size_t number);
  void finish();
  auto start() -> std::unique_ptr<bench::Program>;
  auto some_time() -> std::chrono::microseconds;
  void note(Problems problems);

  Plan const& plan_;
  std::mt19937_64& random_;
  Place place_;
  Script script_;
  Ledger ledger_;
  bench::BotApiStandIn stand_in_;
  std::uint16_t port_;
  Remains remains_;
  Tally tally_;
};

}  // namespace pb::crash
