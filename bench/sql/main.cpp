// What our driver costs beside SQLite alone, on the same library, file system and run: reading a row by its
// key, and inserting rows durably by many callers at once.
#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <stdexcept>

#include "harness/program.h"
#include "harness/table.h"
#include "sql/database.h"

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::int64_t kRows = 100'000;
constexpr std::int64_t kReads = 300'000;
constexpr std::int64_t kInserts = 40'000;
constexpr std::int64_t kAlone = 2'000;  // inserts that get a commit each
constexpr std::size_t kAtOnce = 64;     // callers that wait for their insert
constexpr auto kTable = "create table plans (id integer primary key, amount integer not null) strict";
constexpr auto kRead = "select amount from plans where id = $1";
constexpr auto kInsert = "insert into plans (id, amount) values ($1, $2)";

template <class F>
auto per_second(std::int64_t count, F f) -> double {
  auto const began = Steady::now();
  f();
  return static_cast<double>(count) / std::chrono::duration<double>(Steady::now() - began).count();
}

// Keys in an order that is the same for both.
class Keys {
 public:
  auto next() -> std::int64_t { return std::uniform_int_distribution<std::int64_t>(1, kRows)(random_); }

 private:
  std::mt19937_64 random_{1};
};

// SQLite without anything around it, set as our driver sets it.
class Bare {
 public:
  explicit Bare(std::filesystem::path const& path) {
    check(sqlite3_open(path.c_str(), &handle_));
    run("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000");
  }
  Bare(Bare const&) = delete;
  Bare& operator=(Bare const&) = delete;
  ~Bare() { sqlite3_close_v2(handle_); }

  void run(char const* sql) { check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }

  class Statement {
   public:
    Statement(Bare& bare, char const* sql) {
      check(sqlite3_prepare_v2(bare.handle_, sql, -1, &statement_, nullptr));
    }
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }
    void bind(int index, std::int64_t value) { check(sqlite3_bind_int64(statement_, index, value)); }
    // The first column of the first row; 0 without one.
    auto step() -> std::int64_t {
      auto const value = sqlite3_step(statement_) == SQLITE_ROW ? sqlite3_column_int64(statement_, 0) : 0;
      check(sqlite3_reset(statement_));
      return value;
    }

   private:
    sqlite3_stmt* statement_ = nullptr;
  };

 private:
  static void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errstr(code));
  }
  sqlite3* handle_ = nullptr;
};

// The bare library's figures; `batch` inserts share a commit.
auto bare_reads(Bare& bare) -> double {
  Keys keys;
  Bare::Statement read(bare, kRead);
  std::int64_t sum = 0;
  auto const rate = per_second(kReads, [&] {
    bare.run("begin");  // one snapshot for all, as in our units
    for (std::int64_t count = 0; count < kReads; ++count) {
      read.bind(1, keys.next());
      sum += read.step();
    }
    bare.run("commit");
  });
  if (sum == 0) throw std::runtime_error("nothing was read");
  return rate;
}

auto bare_inserts(Bare& bare, std::int64_t first, std::int64_t count, std::int64_t batch) -> double {
  Bare::Statement insert(bare, kInsert);
  return per_second(count, [&] {
    for (std::int64_t done = 0; done < count; done += batch) {
      bare.run("begin immediate");
      for (auto row = done; row < std::min(done + batch, count); ++row) {
        insert.bind(1, first + row);
        insert.bind(2, row);
        insert.step();
      }
      bare.run("commit");
    }
  });
}

auto our_reads(sql::Database& database) -> double {
  Keys keys;
  std::int64_t sum = 0;
  auto const rate = per_second(kReads, [&] {
    database.read([&](sql::Session& session) {
      for (std::int64_t count = 0; count < kReads; ++count)
        sum += session.one<std::int64_t>(kRead, keys.next()).value_or(0);
    });
  });
  if (sum == 0) throw std::runtime_error("nothing was read");
  return rate;
}

// Callers that each wait for their insert to be durable before they ask for the next one.
class Callers {
 public:
  Callers(sql::Database& database, std::int64_t first, std::int64_t count)
      : database_(database), next_(first), end_(first + count) {}

  void run(std::size_t at_once) {
    under_way_ = at_once;
    for (std::size_t caller = 0; caller < at_once; ++caller) insert_next();
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return under_way_ == 0; });
  }

 private:
  void insert_next() {
    auto const row = next_++;
    if (row >= end_) {
      std::scoped_lock const lock(mutex_);
      if (--under_way_ == 0) done_.notify_all();
      return;
    }
    database_.submit_write(
        [row](sql::Session& session) {
          session.run(kInsert, row, row);
          return sql::Outcome::commit;
        },
        [this](std::exception_ptr reason) {
          if (reason) std::terminate();
          insert_next();
        });
  }

  sql::Database& database_;
  std::atomic<std::int64_t> next_;
  std::int64_t end_;
  std::mutex mutex_;
  std::condition_variable done_;
  std::size_t under_way_ = 0;
};

auto our_inserts(sql::Database& database, std::int64_t first, std::int64_t count, std::size_t at_once)
    -> double {
  return per_second(count, [&] { Callers(database, first, count).run(at_once); });
}

auto row(std::string const& name, double ours, double bare) -> std::vector<std::string> {
  return {name, fmt::format("{:.0f}", ours), fmt::format("{:.0f}", bare), fmt::format("{:.2f}", ours / bare)};
}

void run() {
  TemporaryFolder const folder;
  Bare bare(folder.path() / "bare.db");
  bare.run(kTable);
  bare_inserts(bare, 1, kRows, kRows);
  auto const url = "sqlite:" + (folder.path() / "ours.db").string();
  auto const database = sql::open_database({.url = *sql::parse_database_url(url), .key = Secret()});
  database->write([](sql::Session& session) {
    session.run(kTable);
    for (std::int64_t id = 1; id <= kRows; ++id) session.run(kInsert, id, id);
  });
  auto constexpr kBatch = static_cast<std::int64_t>(kAtOnce);
  print_table("Our driver beside SQLite alone, a second",
              {{"", "ours", "SQLite", "ours / SQLite"},
               row("rows read by key", our_reads(*database), bare_reads(bare)),
               row("durable inserts, one caller, a commit each", our_inserts(*database, kRows + 1, kAlone, 1),
                   bare_inserts(bare, kRows + 1, kAlone, 1)),
               row(fmt::format("durable inserts, {} callers at once", kAtOnce),
                   our_inserts(*database, 2 * kRows + 1, kInserts, kAtOnce),
                   bare_inserts(bare, 2 * kRows + 1, kInserts, kBatch))});
}

}  // namespace
}  // namespace pb::bench

int main() {
  pb::bench::run();
}
