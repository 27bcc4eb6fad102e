#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/lifecycle.h"

namespace pb::api {

// A few threads for requests whose work takes long outside of the database (passwords). Thread-safe.
class SideDesk final : public Service {
 public:
  using Task = std::move_only_function<void()>;

  explicit SideDesk(std::size_t threads = 2, std::size_t limit = 64) : threads_(threads), limit_(limit) {}
  ~SideDesk() override { stop(); }

  void start() override;
  // Finishes what is under way and drops the rest.
  void stop() override;
  // False where too many wait, and before start() or after stop(): the task is dropped.
  bool add(Task task);

 private:
  void run(std::stop_token const& stop);

  std::size_t threads_;
  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable_any added_;
  std::deque<Task> waiting_;
  bool open_ = false;
  std::vector<std::jthread> running_;
};

}  // namespace pb::api
