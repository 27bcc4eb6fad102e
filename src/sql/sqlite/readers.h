#pragma once

#include <thread>
#include <vector>

#include "sql/work_queue.h"

namespace pb::sql {

// Threads that read, each with a read-only connection of its own and one snapshot per unit.
class SqliteReaders {
 public:
  explicit SqliteReaders(DatabaseOptions const& options);
  ~SqliteReaders();
  void submit(Work work, Completion done);

 private:
  void run(DatabaseOptions const& options);

  WorkQueue queue_;
  std::vector<std::jthread> threads_;
};

}  // namespace pb::sql
