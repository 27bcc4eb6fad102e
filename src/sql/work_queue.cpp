#include "sql/work_queue.h"

namespace pb::sql {

bool WorkQueue::push(QueuedUnit& unit) {
  {
    std::scoped_lock const lock(mutex_);
    if (closed_ || units_.size() >= limit_) return false;
    units_.push_back(std::move(unit));
  }
  wake_.notify_one();
  return true;
}

auto WorkQueue::take_first() -> QueuedUnit {
  auto unit = std::move(units_.front());
  units_.pop_front();
  return unit;
}

auto WorkQueue::pop() -> std::optional<QueuedUnit> {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [&] { return closed_ || !units_.empty(); });
  if (units_.empty()) return std::nullopt;
  return take_first();
}

auto WorkQueue::pop(std::size_t most, std::chrono::milliseconds idle_after) -> std::vector<QueuedUnit> {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, idle_after, [&] { return closed_ || !units_.empty(); });
  std::vector<QueuedUnit> taken;
  while (!units_.empty() && taken.size() < most) taken.push_back(take_first());
  return taken;
}

void WorkQueue::close() {
  {
    std::scoped_lock const lock(mutex_);
    closed_ = true;
  }
  wake_.notify_all();
}

bool WorkQueue::closed() {
  std::scoped_lock const lock(mutex_);
  return closed_;
}

bool WorkQueue::finished() {
  std::scoped_lock const lock(mutex_);
  return closed_ && units_.empty();
}

void submit(WorkQueue& queue, Work work, Completion done) {
  QueuedUnit unit{std::move(work), std::move(done)};
  if (!queue.push(unit)) {
    unit.done(std::make_exception_ptr(Unavailable("the database has too much to do; try again in a moment")));
  }
}

}  // namespace pb::sql
