#include "analytics/cube/crew.h"

#include <algorithm>

namespace pb::analytics {

Crew::Crew(std::size_t hands) {
  for (std::size_t count = 0; count < hands; ++count)
    threads_.emplace_back([this](std::stop_token stop) { run(stop); });
}

Crew::~Crew() {
  for (auto& thread : threads_) thread.request_stop();
}

auto Crew::for_this_computer() -> std::shared_ptr<Crew> {
  auto const processors = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  return std::make_shared<Crew>(processors - 1);
}

void Crew::each(std::size_t count, std::function<void(std::size_t)> const& part) {
  Work work{.part = part, .count = count, .failure = {}};
  if (count > 1 && !threads_.empty()) {
    std::lock_guard const lock(mutex_);
    if (!work_) work_ = &work;
    changed_.notify_all();
  }
  take_parts(work);
  std::unique_lock lock(mutex_);
  if (work_ == &work) work_ = nullptr;
  changed_.wait(lock, [&] { return work.hands == 0; });
  if (work.failure) std::rethrow_exception(work.failure);
}

void Crew::run(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    auto const waits = [&] { return work_ && work_->next.load() < work_->count; };
    if (!changed_.wait(lock, stop, waits)) return;
    auto& work = *work_;
    ++work.hands;
    lock.unlock();
    take_parts(work);
    lock.lock();
    --work.hands;
    changed_.notify_all();
  }
}

void Crew::take_parts(Work& work) {
  for (auto part = work.next++; part < work.count; part = work.next++) {
    try {
      work.part(part);
    } catch (...) {
      std::lock_guard const lock(mutex_);
      if (!work.failure) work.failure = std::current_exception();
    }
  }
}

}  // namespace pb::analytics
