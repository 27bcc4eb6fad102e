#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "base/lifecycle.h"

namespace pb::app {

// One thread that does tasks in their order: for handlers of HTTP requests whose work waits for the database.
// A task that throws is logged. Thread-safe.
class TaskThread final : public Service {
 public:
  using Task = std::move_only_function<void()>;

  explicit TaskThread(std::size_t limit = 64) : limit_(limit) {}
  ~TaskThread() override { stop(); }

  void start() override;
  // Finishes the task under way and drops the others.
  void stop() override;
  // False where too many wait, and before start() or after stop(): the task is dropped.
  bool add(Task task);

 private:
  void run(std::stop_token const& stop);

  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable_any added_;
  std::deque<Task> waiting_;
  bool open_ = false;
  std::jthread thread_;
};

}  // namespace pb::app
