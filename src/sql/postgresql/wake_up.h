#pragma once

#include <chrono>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "sql/notifier.h"

namespace pb::sql {

class PostgresqlConnection;

// Carries "something happened on this topic" between nodes by LISTEN and NOTIFY, on a connection of its own.
// NOTIFY inside a unit would make all commits queue for one lock, so topics are gathered and told every 20 ms
// at most. What was said before this node listened, or while the server was away, is lost: as soon as it
// listens every listener is called, and what was to be told is told.
class WakeUp {
 public:
  WakeUp(std::string url, Notifier& notifier);
  ~WakeUp();
  void tell(std::string const& topic);

 private:
  using Clock = std::chrono::steady_clock;

  enum class State { starting, listening, away };

  void run(std::stop_token const& stop);
  void serve(PostgresqlConnection& connection, std::stop_token const& stop);
  void wait(int socket);
  void pass_on(PostgresqlConnection& connection);
  void send_topics(PostgresqlConnection& connection);
  auto time_to_sending() -> std::chrono::milliseconds;
  void signal();
  void take_signal();

  std::string url_;
  Notifier& notifier_;
  std::string node_;  // told apart from others' wake-ups, which alone are passed on
  int signal_;        // an eventfd: there are topics, or it is time to stop
  std::mutex mutex_;
  std::set<std::string> topics_;
  Clock::time_point may_send_at_;
  std::jthread thread_;
};

}  // namespace pb::sql
