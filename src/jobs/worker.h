#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "base/lifecycle.h"
#include "base/random.h"
#include "base/wake_up.h"
#include "jobs/attempt.h"
#include "jobs/backoff.h"
#include "sql/database.h"

namespace pb::jobs {

// Does a job of one kind. Success, or an Error: `unavailable` and exceptions are tried again after a backoff,
// any other error would come again and makes the job dead at once. Runs at least once; what it writes in a
// unit with Attempt::complete_in happens once.
using Handler = std::function<Result<void>(Attempt&)>;

// Called in the unit that makes a job dead: the place for an event or a notice.
using DeadHandler = std::function<void(sql::Session&, Job const&, std::string_view error)>;

struct WorkerOptions {
  std::size_t threads = 4;
  std::chrono::milliseconds lease{60'000};  // renewed at a third of it
  std::chrono::milliseconds look{1'000};    // how soon a moved clock is noticed; costs no query
  std::chrono::milliseconds poll{5'000};    // looks into the queue where a wake-up was lost
  std::chrono::milliseconds drain{20'000};  // stop() lets running jobs finish this long
  std::chrono::hours keep_done{24};
  Backoff backoff{};
};

// Takes jobs from the queue and runs them on its own threads. Handlers are given before start().
class Worker final : public Service {
 public:
  Worker(sql::Database& database, Clock const& clock, Random& random, WorkerOptions options = {});
  ~Worker() override;

  void handle(std::string kind, Handler handler);
  void when_dead(DeadHandler handler) { when_dead_ = std::move(handler); }

  void start() override;
  // Claims nothing more, waits for running jobs up to `drain`, gives the rest back to the queue, and returns
  // when their handlers have returned (they see Attempt::lost()).
  void stop() override;

 private:
  enum class Again { worthwhile, pointless };
  struct Failure {
    Again again = Again::worthwhile;
    std::string reason;
  };

  // The dispatcher's thread: keeps leases alive and claims what is due.
  void dispatch(std::stop_token stop);
  [[nodiscard]] bool is_due(Instant now) const;
  void claim_due(Instant now);
  void claim_for(std::size_t threads, Instant now);
  void renew_leases(Instant now);
  void prune(Instant now);

  // The threads that run handlers.
  void work(std::stop_token stop);
  void run(Attempt& attempt);
  auto try_handler(Attempt& attempt) -> std::optional<Failure>;
  void settle_success(Attempt const& attempt);
  void settle_failure(Attempt const& attempt, Failure const& failure);

  auto begin_claim() -> std::size_t;
  void end_claim(std::vector<Job> jobs);
  auto running() -> std::vector<std::shared_ptr<Attempt>>;
  void give_back();

  sql::Database& database_;
  Clock const& clock_;
  Random& random_;
  WorkerOptions options_;
  std::map<std::string, Handler, std::less<>> handlers_;
  DeadHandler when_dead_;

  // The dispatcher's own.
  std::optional<Instant> next_due_{};
  Instant renewed_at_{};
  std::chrono::steady_clock::time_point looked_at_{};
  std::optional<std::chrono::steady_clock::time_point> pruned_at_{};

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::shared_ptr<Attempt>> waiting_;       // claimed, for the next free thread
  std::map<JobId, std::shared_ptr<Attempt>> running_;  // claimed and not settled, the waiting ones included
  bool claiming_ = false;
  bool draining_ = false;

  WakeUp wake_up_;
  std::shared_ptr<void> listening_;
  std::jthread dispatcher_;
  std::vector<std::jthread> threads_;
};

}  // namespace pb::jobs
