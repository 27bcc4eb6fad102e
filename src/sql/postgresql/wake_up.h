#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "sql/notifier.h"

namespace pb::sql {

// Carries "something happened on this topic" between nodes by LISTEN and NOTIFY, on a connection of its own.
// NOTIFY inside a unit would make all commits queue for one lock, so topics are gathered and told every 20 ms
// at most. A wake-up may be lost while the server is away; whoever waits also looks by itself now and then.
class WakeUp {
 public:
  WakeUp(std::string url, Notifier& notifier);
  ~WakeUp();
  void tell(std::string const& topic);

 private:
  void run(std::stop_token const& stop);
  void serve(std::stop_token const& stop);
  auto take_topics() -> std::set<std::string>;

  std::string url_;
  Notifier& notifier_;
  std::string node_;  // told apart from others' wake-ups, which alone are passed on
  std::mutex mutex_;
  std::set<std::string> topics_;
  std::jthread thread_;
};

}  // namespace pb::sql
