#pragma once

#include <gmock/gmock.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <random>
#include <sstream>

#include "base/clock.h"
#include "base/random.h"
#include "jobs/claim.h"
#include "jobs/queue.h"
#include "sql/migrator.h"
#include "sql/test_database.h"

namespace pb::jobs {

inline constexpr Instant kStart{std::chrono::hours(24 * 365 * 56)};

// A database with the spine's tables and a clock that stands still.
class TestQueue {
 public:
  explicit TestQueue(sql::Dialect dialect) : test_database_(dialect) {
    std::ifstream const file("src/store/migrations/0001_spine.sql");
    auto const text = (std::stringstream() << file.rdbuf()).str();
    auto const spine = std::to_array<sql::Migration>({{1, "spine", text}});
    sql::migrate(database(), spine);
  }

  [[nodiscard]] auto database() -> sql::Database& { return test_database_.get(); }
  [[nodiscard]] auto test_database() -> sql::TestDatabase& { return test_database_; }

  template <class F>
  auto write(F f) {
    return database().write(std::move(f));
  }
  template <class F>
  auto read(F f) {
    return database().read(std::move(f));
  }

  auto add(NewJob const& job) -> std::optional<JobId> {
    return write([&](sql::Session& session) { return enqueue(session, job); });
  }
  auto claim_now(std::int64_t limit = 1, std::chrono::seconds lease = std::chrono::seconds(30))
      -> std::vector<Job> {
    Claim const request{.kinds = {"test", "other"}, .now = clock.now(), .lease = lease, .limit = limit};
    return write([&](sql::Session& session) {
      take_back_expired(session, request.now, request.lease * 3);
      return claim(session, request);
    });
  }
  auto state(JobId id) -> JobState {
    return *read([&](sql::Session& session) {
      return session.one<JobState>("select state from jobs where id = $1", id);
    });
  }
  auto count(JobState state) -> std::int64_t {
    return *read([&](sql::Session& session) {
      return session.one<std::int64_t>("select count(*) from jobs where state = $1", state);
    });
  }

  ManualClock clock{kStart};

 private:
  sql::TestDatabase test_database_;
};

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
  void fill(std::span<std::byte> bytes) override {
    std::lock_guard const lock(mutex_);
    for (auto& byte : bytes) byte = static_cast<std::byte>(engine_());
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

// Words that threads leave for the test, and a way to wait for them. Thread-safe.
class Diary {
 public:
  void add(std::string word) {
    {
      std::lock_guard const lock(mutex_);
      words_.push_back(std::move(word));
    }
    changed_.notify_all();
  }
  // The words so far, when there are at least `count`, or what there is after ten seconds.
  auto wait_for(std::size_t count) -> std::vector<std::string> {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return words_.size() >= count; });
    return words_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> words_;
};

// Holds threads until the test lets them go.
class Gate {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(30), [this] { return open_; });
  }
  void open() {
    {
      std::lock_guard const lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

}  // namespace pb::jobs
