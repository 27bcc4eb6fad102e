#pragma once

#include <thread>
#include <vector>

#include "sql/notifier.h"
#include "sql/sqlite/log_keeper.h"
#include "sql/work_queue.h"

namespace pb::sql {

// The one thread that writes. Units that wait together share a transaction and one commit. A unit that fails
// is undone alone: all are undone and run again, now with a savepoint each. If the transaction as a whole
// fails, its units are run again one by one, so that only the guilty one is told no. See docs/decisions/0002
// and 0018.
class SqliteWriter {
 public:
  SqliteWriter(DatabaseOptions const& options, Notifier& notifier);
  ~SqliteWriter();
  void submit(Work work, Completion done);

 private:
  // A unit, and what became of it.
  struct Unit {
    QueuedUnit queued;
    std::exception_ptr reason;
    std::vector<std::string> topics;
  };

  void run();
  void write(std::vector<Unit>& units);
  bool commit(std::span<Unit> units);
  void run_all(std::span<Unit> units);
  bool run_without_savepoints(std::span<Unit> units);
  void run_in_savepoint(Unit& unit);
  auto run_work(Unit& unit) -> Outcome;
  void tell(Unit& unit);
  void note_failure(SqlError const& problem);
  void note_success();

  SqliteConnection connection_;
  LogKeeper log_;
  std::size_t careful_ = 0;   // batches that still get savepoints, after one in which a unit failed
  std::size_t failures_ = 0;  // commits that failed since the last one that did not
  Notifier& notifier_;
  WorkQueue queue_;
  std::jthread thread_;
};

}  // namespace pb::sql
