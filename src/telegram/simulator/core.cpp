#include "telegram/simulator/core.h"

namespace pb::telegram::simulator {

Core::Core(Clock const& clock, Limits limits, SteadyNow steady_now)
    : world_(clock, limits, std::move(steady_now)) {}

Core::~Core() {
  stop();
}

void Core::start() {
  timer_ = std::jthread([this](std::stop_token const& stop) { run_timer(stop); });
}

void Core::stop() {
  timer_.request_stop();
  if (timer_.joinable()) timer_.join();
  std::unique_lock lock(mutex_);
  stopped_ = true;
  while (!waiting_.empty()) try_again(waiting_.begin()->first, Turn::last);
  timers_.clear();
  settle(lock);
}

void Core::answer_when(std::vector<std::string> topics, SteadyTime deadline, http::Respond respond,
                       Attempt attempt) {
  std::unique_lock lock(mutex_);
  bool const may_wait = !stopped_ && waiting_.size() < world_.limits().waiting_requests &&
                        deadline > std::chrono::steady_clock::now();
  auto response = attempt(world_, may_wait ? Turn::early : Turn::last);
  if (response) {
    answer(std::move(respond), std::move(*response));
  } else if (may_wait) {
    auto const id = next_waiting_++;
    for (auto const& topic : topics) waiting_for_topic_[topic].insert(id);
    auto const timer = timers_.emplace(deadline, [this, id] { try_again(id, Turn::last); });
    waiting_.emplace(id, Waiting{std::move(topics), std::move(respond), std::move(attempt), timer});
    if (timer == timers_.begin()) timer_changed_.notify_one();
  }
  settle(lock);
}

void Core::try_again(std::uint64_t id, Turn turn) {
  auto const found = waiting_.find(id);
  if (found == waiting_.end()) return;
  auto response = found->second.attempt(world_, turn);
  if (!response && turn == Turn::early) return;
  auto entry = std::move(waiting_.extract(found).mapped());
  for (auto const& topic : entry.topics) {
    auto const waiters = waiting_for_topic_.find(topic);
    waiters->second.erase(id);
    if (waiters->second.empty()) waiting_for_topic_.erase(waiters);
  }
  if (turn == Turn::early) timers_.erase(entry.deadline);
  if (response) answer(std::move(entry.respond), std::move(*response));
}

void Core::answer(http::Respond respond, http::Response response) {
  afterwards([respond = std::move(respond), response = std::move(response)]() mutable {
    respond(std::move(response));
  });
}

void Core::settle(std::unique_lock<std::mutex>& lock) {
  for (auto touched = world_.take_touched(); !touched.empty(); touched = world_.take_touched()) {
    for (auto const& topic : touched) {
      auto const found = waiting_for_topic_.find(topic);
      if (found == waiting_for_topic_.end()) continue;
      for (auto const id : std::vector(found->second.begin(), found->second.end())) {
        try_again(id, Turn::early);
      }
    }
  }
  auto const busy = world_.take_webhook_work();
  if (deliver_ && !stopped_) {
    for (auto const bot : busy) deliver_(world_, bot);
  }
  auto actions = std::exchange(actions_, {});
  lock.unlock();
  for (auto& action : actions) action();
}

void Core::at(SteadyTime time, Action action) {
  std::scoped_lock const lock(mutex_);
  if (stopped_) return;
  auto const timer =
      timers_.emplace(time, [this, action = std::move(action)]() mutable { afterwards(std::move(action)); });
  if (timer == timers_.begin()) timer_changed_.notify_one();
}

void Core::run_timer(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex_);
    auto const is_due = [this] {
      return !timers_.empty() && timers_.begin()->first <= std::chrono::steady_clock::now();
    };
    if (!is_due()) {
      auto const next = timers_.empty() ? SteadyTime::max() : timers_.begin()->first;
      if (next == SteadyTime::max()) {
        timer_changed_.wait(lock, stop, [this] { return !timers_.empty(); });
      } else {
        timer_changed_.wait_until(
            lock, stop, next, [&] { return timers_.empty() || is_due() || timers_.begin()->first < next; });
      }
    }
    while (!stop.stop_requested() && is_due()) {
      auto due = std::move(timers_.extract(timers_.begin()).mapped());
      due();
    }
    settle(lock);
  }
}

}  // namespace pb::telegram::simulator
