#include "api/side_desk.h"

namespace pb::api {

void SideDesk::start() {
  std::scoped_lock const lock(mutex_);
  open_ = true;
  while (running_.size() < threads_)
    running_.emplace_back([this](std::stop_token const& stop) { run(stop); });
}

void SideDesk::stop() {
  std::deque<Task> dropped;
  std::vector<std::jthread> running;
  {
    std::scoped_lock const lock(mutex_);
    open_ = false;
    dropped.swap(waiting_);
    running.swap(running_);
  }
  for (auto& thread : running) thread.request_stop();
}

bool SideDesk::add(Task task) {
  {
    std::scoped_lock const lock(mutex_);
    if (!open_ || waiting_.size() >= limit_) return false;
    waiting_.push_back(std::move(task));
  }
  added_.notify_one();
  return true;
}

void SideDesk::run(std::stop_token const& stop) {
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      if (!added_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    task();
  }
}

}  // namespace pb::api
