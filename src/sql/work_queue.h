#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "sql/database.h"

namespace pb::sql {

// A unit of work that waits for its thread.
struct QueuedUnit {
  Work work;
  Completion done;
};

// A bounded queue between callers and database threads.
class WorkQueue {
 public:
  explicit WorkQueue(std::size_t limit) : limit_(limit) {}

  // False when full or closed; the unit stays the caller's.
  bool push(QueuedUnit& unit);
  // Waits for a unit; nothing once the queue is closed and empty.
  auto pop() -> std::optional<QueuedUnit>;
  // Waits for up to `most` units; none when `idle_after` passed quietly, or finished().
  auto pop(std::size_t most, std::chrono::milliseconds idle_after) -> std::vector<QueuedUnit>;
  void close();
  [[nodiscard]] bool closed();
  // Nothing will come any more: closed, and empty.
  [[nodiscard]] bool finished();

 private:
  auto take_first() -> QueuedUnit;

  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<QueuedUnit> units_;
  bool closed_ = false;
};

// Queues a unit, or completes it at once with Unavailable when there is no room.
void submit(WorkQueue& queue, Work work, Completion done);

}  // namespace pb::sql
