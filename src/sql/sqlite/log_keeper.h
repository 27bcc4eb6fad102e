#pragma once

#include "sql/sqlite/connection.h"

namespace pb::sql {

// Keeps the write-ahead log small, from the writer's thread, which alone checkpoints. Under load, pages move
// into the file every 16 MB of log. A log that grew past 64 MB all the same (readers never left it alone) is
// emptied, and new writes wait up to 100 ms for that. In a quiet moment it is emptied if nobody is in the
// way.
class LogKeeper {
 public:
  explicit LogKeeper(SqliteConnection& writer) : writer_(writer) {}
  void after_commit();
  void when_idle();

 private:
  SqliteConnection& writer_;
  int next_at_ = kStep;  // pages in the log that call for the next checkpoint

  static constexpr int kStep = 4'000;
  static constexpr int kTooMany = 16'000;
  static constexpr std::chrono::milliseconds kPatience{100};
};

}  // namespace pb::sql
