#include "app/task_thread.h"

#include "base/log.h"

namespace pb::app {

void TaskThread::start() {
  {
    std::scoped_lock const lock(mutex_);
    open_ = true;
  }
  thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

void TaskThread::stop() {
  std::deque<Task> dropped;  // destroyed outside the lock
  {
    std::scoped_lock const lock(mutex_);
    open_ = false;
    dropped.swap(waiting_);
  }
  thread_ = {};
}

bool TaskThread::add(Task task) {
  {
    std::scoped_lock const lock(mutex_);
    if (!open_ || waiting_.size() >= limit_) return false;
    waiting_.push_back(std::move(task));
  }
  added_.notify_one();
  return true;
}

void TaskThread::run(std::stop_token const& stop) {
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      if (!added_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    try {
      task();
    } catch (std::exception const& problem) {
      log::error("task.failed", {{"reason", problem.what()}});
    }
  }
}

}  // namespace pb::app
