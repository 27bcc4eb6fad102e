#pragma once

#include <gmock/gmock.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sstream>

#include "events/event_log.h"
#include "sql/migrator.h"
#include "sql/test_database.h"

namespace pb::events {

// A database with the spine's tables, and short words for what the tests of this room do with it.
class TestLog {
 public:
  explicit TestLog(sql::Dialect dialect) : database_(dialect) {
    std::ifstream const file("src/store/migrations/0001_spine.sql");
    auto const text = (std::stringstream() << file.rdbuf()).str();
    auto const spine = std::to_array<sql::Migration>({{1, "spine", text}});
    sql::migrate(database_.get(), spine);
  }

  [[nodiscard]] auto database() -> sql::Database& { return database_.get(); }
  [[nodiscard]] auto test_database() -> sql::TestDatabase& { return database_; }

  static auto event(std::int64_t subject, std::string type = "plan.submitted") -> NewEvent {
    return {.at = Instant(std::chrono::hours(1)), .type = std::move(type), .subject = {"plan", subject}};
  }
  auto append_one(std::int64_t subject, std::string type = "plan.submitted") -> EventId {
    return database().write([&](sql::Session& session) { return append(session, event(subject, type)); });
  }
  auto read_all(Position after = {}) -> std::vector<Event> {
    return database().read([&](sql::Session& session) { return read_after(session, after, 1'000'000); });
  }

 private:
  sql::TestDatabase database_;
};

// What a follower has been told, and a way to wait for it. Thread-safe.
class Heard {
 public:
  void add(std::span<Event const> events) {
    {
      std::lock_guard const lock(mutex_);
      for (auto const& event : events) subjects_.push_back(event.subject.id);
    }
    changed_.notify_all();
  }
  // The subjects in the order they came, when there are at least `count`, or what there is after ten seconds.
  auto wait_for(std::size_t count) -> std::vector<std::int64_t> {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return subjects_.size() >= count; });
    return subjects_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::int64_t> subjects_;
};

}  // namespace pb::events
