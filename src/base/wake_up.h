#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace pb {

// What the thread of a Service sleeps on. A wake() that comes while the thread is busy is not lost: the next
// wait returns at once. Thread-safe; one waiter.
class WakeUp {
 public:
  void wake() {
    {
      std::lock_guard const lock(mutex_);
      pending_ = true;
    }
    condition_.notify_one();
  }
  // Sleeps until woken, stopped, or `length` is over. True when woken.
  bool wait_for(std::stop_token stop, std::chrono::microseconds length) {
    std::unique_lock lock(mutex_);
    condition_.wait_for(lock, stop, length, [this] { return pending_; });
    return std::exchange(pending_, false);
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any condition_;
  bool pending_ = false;
};

}  // namespace pb
