#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <random>
#include <span>
#include <string>

#include "sql/postgresql/connection.h"
#include "sql/work_queue.h"

namespace pb::sql {

// One thread's work: units of a queue, one transaction each, on a connection made when first needed and made
// anew after the server was away. A unit that met another one is run again a dozen times, one that lost its
// server until the server is back or patience ends; after that its trouble is the caller's.
class Worker {
 public:
  enum class Kind { read, write };
  using OnCommit = std::function<void(std::span<std::string const> topics)>;

  Worker(std::string url, Kind kind, WorkQueue& queue, OnCommit on_commit)
      : url_(std::move(url)), kind_(kind), queue_(queue), on_commit_(std::move(on_commit)) {}

  // Returns when the queue is closed and empty. Once it is closed, nobody waits for a server to come back.
  void run();

 private:
  using Clock = std::chrono::steady_clock;
  enum class Next { finish, meet_again, reconnect };
  enum class Fate { undone, unknown };

  void run_unit(QueuedUnit& unit);
  auto try_once(QueuedUnit& unit) -> Next;
  void read(QueuedUnit& unit);
  void write(QueuedUnit& unit);
  auto fate_of_last(Clock::time_point deadline) -> Fate;
  auto connection() -> PostgresqlConnection&;
  void end_transaction() noexcept;
  bool may_wait(Clock::time_point deadline);
  void pause(int attempt);

  std::string url_;
  Kind kind_;
  WorkQueue& queue_;
  OnCommit on_commit_;
  std::unique_ptr<PostgresqlConnection> connection_;
  std::int64_t transaction_ = 0;  // the server's number of the transaction begun last
  std::vector<std::string> topics_;
  std::exception_ptr reason_;  // why the unit did not happen, or nothing
  std::minstd_rand random_{std::random_device{}()};
};

}  // namespace pb::sql
