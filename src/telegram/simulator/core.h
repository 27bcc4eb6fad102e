#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "base/lifecycle.h"
#include "http/message.h"
#include "telegram/simulator/world.h"

namespace pb::telegram::simulator {

// `last`: there will be no further attempt, the answer must be given now.
enum class Turn { early, last };

// The world behind one lock, and whoever waits for something to change in it. Waiting requests hold no
// thread: they are tried again when a topic of theirs is touched, and once more when their time is over.
// Thread-safe.
class Core final : public Service {
 public:
  using Action = std::move_only_function<void()>;
  // Under the lock. Nothing while there is no answer yet.
  using Attempt = std::move_only_function<std::optional<http::Response>(World&, Turn)>;

  Core(
      Clock const& clock, Limits limits,
      SteadyNow steady_now = [] { return std::chrono::steady_clock::now(); });
  ~Core() override;
  void start() override;
  // Every waiting request gets its last turn; what waits from now on gets it at once.
  void stop() override;

  // Runs `work` with the world to itself, then answers those who waited for what it touched. Must not be
  // called from within itself; what must not happen under the lock is left with afterwards().
  template <class Work>
  auto ask(Work work) {
    std::unique_lock lock(mutex_);
    if constexpr (std::is_void_v<std::invoke_result_t<Work, World&>>) {
      work(world_);
      settle(lock);
    } else {
      auto result = work(world_);
      settle(lock);
      return result;
    }
  }

  // Answers as soon as an attempt gives an answer: at once, or when one of the topics is touched, or at the
  // deadline.
  void answer_when(std::vector<std::string> topics, SteadyTime deadline, http::Respond respond,
                   Attempt attempt);

  // For use under the lock, from inside ask() or an attempt: runs once the lock is released.
  void afterwards(Action action) { actions_.push_back(std::move(action)); }
  // Runs at that time of the real steady clock, without the lock; never once stopped.
  void at(SteadyTime time, Action action);
  // Called under the lock at the end of an ask() for every bot whose webhook has something to do.
  void on_webhook_work(std::function<void(World&, std::int64_t bot)> deliver) {
    deliver_ = std::move(deliver);
  }

 private:
  struct Waiting {
    std::vector<std::string> topics;
    http::Respond respond;
    Attempt attempt;
    std::multimap<SteadyTime, Action>::iterator deadline;
  };

  void settle(std::unique_lock<std::mutex>& lock);
  void try_again(std::uint64_t id, Turn turn);
  void answer(http::Respond respond, http::Response response);
  void run_timer(std::stop_token const& stop);

  std::mutex mutex_;
  World world_;
  std::vector<Action> actions_;
  std::map<std::uint64_t, Waiting> waiting_;
  std::unordered_map<std::string, std::set<std::uint64_t>> waiting_for_topic_;
  std::multimap<SteadyTime, Action> timers_;  // run under the lock
  std::function<void(World&, std::int64_t)> deliver_;
  std::condition_variable_any timer_changed_;
  std::uint64_t next_waiting_ = 1;
  bool stopped_ = false;
  std::jthread timer_;
};

}  // namespace pb::telegram::simulator
