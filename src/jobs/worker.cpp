#include "jobs/worker.h"

#include "base/log.h"
#include "jobs/claim.h"

namespace pb::jobs {
namespace {

constexpr std::chrono::seconds kPauseAfterFailure{1};
constexpr std::chrono::minutes kPruning{10};
constexpr std::int64_t kPruneBatch = 1000;
constexpr std::chrono::minutes kClockSlack{1};

}  // namespace

Worker::Worker(sql::Database& database, Clock const& clock, Random& random, WorkerOptions options)
    : database_(database), clock_(clock), random_(random), options_(options) {}

Worker::~Worker() {
  Worker::stop();
}

void Worker::handle(std::string kind, Handler handler) {
  handlers_.insert_or_assign(std::move(kind), std::move(handler));
}

void Worker::start() {
  listening_ = database_.listen(std::string(kTopic), [this] { wake_up_.wake(); });
  for (std::size_t thread = 0; thread < options_.threads; ++thread) {
    threads_.emplace_back([this](std::stop_token stop) { work(stop); });
  }
  dispatcher_ = std::jthread([this](std::stop_token stop) { dispatch(stop); });
}

void Worker::stop() {
  listening_.reset();
  if (!dispatcher_.joinable()) return;
  {
    std::unique_lock lock(mutex_);
    draining_ = true;
    changed_.wait_for(lock, options_.drain, [this] { return running_.empty() && !claiming_; });
  }
  dispatcher_.request_stop();
  dispatcher_.join();
  give_back();
  threads_.clear();
}

void Worker::dispatch(std::stop_token stop) {
  auto woken = true;
  while (!stop.stop_requested()) {
    try {
      auto const now = clock_.now();
      renew_leases(now);
      if (woken || is_due(now)) claim_due(now);
      prune(now);
      woken = wake_up_.wait_for(stop, options_.look);
    } catch (std::exception const& failure) {
      log::warn("jobs.dispatch_failed", {{"reason", failure.what()}});
      wake_up_.wait_for(stop, kPauseAfterFailure);
      woken = true;
    }
  }
}

bool Worker::is_due(Instant now) const {
  return (next_due_ && now >= *next_due_) || std::chrono::steady_clock::now() - looked_at_ >= options_.poll;
}

void Worker::claim_due(Instant now) {
  looked_at_ = std::chrono::steady_clock::now();
  next_due_ = database_.read([](sql::Session& session) { return next_due(session); });
  if (!next_due_ || *next_due_ > now) return;
  next_due_.reset();  // until something was claimed: what is due may not be for us
  auto const threads = begin_claim();
  if (threads == 0) return;
  try {
    claim_for(threads, now);
  } catch (...) {
    end_claim({});
    throw;
  }
}

void Worker::claim_for(std::size_t threads, Instant now) {
  Claim request{.now = now, .lease = options_.lease, .limit = static_cast<std::int64_t>(threads)};
  for (auto const& [kind, handler] : handlers_) request.kinds.push_back(kind);

  Expired expired;
  auto claimed = database_.write([&](sql::Session& session) {
    expired = take_back_expired(session, now, options_.lease * 2 + kClockSlack);
    for (auto const& job : expired.dead) {
      if (when_dead_) when_dead_(session, job, "the lease ran out");
    }
    return claim(session, request);
  });
  for (auto const& job : expired.again) {
    log::warn("jobs.lease_ran_out", {{"job", job.id.value}, {"kind", job.kind}, {"attempt", job.attempt}});
  }
  for (auto const& job : expired.dead) {
    log::error("jobs.died", {{"job", job.id.value}, {"kind", job.kind}, {"reason", "the lease ran out"}});
  }
  if (!claimed.empty()) wake_up_.wake();  // there may be more
  end_claim(std::move(claimed));
}

// How many jobs may be claimed now; while it is not zero, stop() waits for end_claim().
auto Worker::begin_claim() -> std::size_t {
  std::lock_guard const lock(mutex_);
  if (draining_ || running_.size() >= options_.threads) return 0;
  claiming_ = true;
  return options_.threads - running_.size();
}

void Worker::end_claim(std::vector<Job> jobs) {
  {
    std::lock_guard const lock(mutex_);
    claiming_ = false;
    for (auto& job : jobs) {
      auto attempt = std::make_shared<Attempt>(std::move(job), clock_);
      waiting_.push_back(attempt);
      running_.insert_or_assign(attempt->job().id, attempt);
    }
  }
  changed_.notify_all();
}

void Worker::renew_leases(Instant now) {
  auto const age = now - renewed_at_;
  if (age >= Instant::duration::zero() && age < options_.lease / 3) return;
  auto const attempts = running();
  if (!attempts.empty()) {
    std::vector<std::shared_ptr<Attempt>> lost;
    database_.write([&](sql::Session& session) {
      lost.clear();
      for (auto const& attempt : attempts) {
        if (!renew(session, attempt->job(), now + options_.lease)) lost.push_back(attempt);
      }
    });
    for (auto const& attempt : lost) attempt->lose();
  }
  renewed_at_ = now;
}

void Worker::prune(Instant now) {
  auto const steady = std::chrono::steady_clock::now();
  if (pruned_at_ && steady - *pruned_at_ < kPruning) return;
  while (database_.write([&](sql::Session& session) {
    return prune_done(session, now - options_.keep_done, kPruneBatch);
  }) == kPruneBatch) {
  }
  pruned_at_ = steady;
}

auto Worker::running() -> std::vector<std::shared_ptr<Attempt>> {
  std::lock_guard const lock(mutex_);
  std::vector<std::shared_ptr<Attempt>> attempts;
  attempts.reserve(running_.size());
  for (auto const& [id, attempt] : running_) attempts.push_back(attempt);
  return attempts;
}

// The time to finish is over: other nodes, or this one after its restart, begin these jobs anew.
void Worker::give_back() {
  auto const attempts = running();
  if (attempts.empty()) return;
  try {
    database_.write([&](sql::Session& session) {
      for (auto const& attempt : attempts) release(session, attempt->job());
    });
  } catch (std::exception const& failure) {
    log::warn("jobs.giving_back_failed", {{"jobs", attempts.size()}, {"reason", failure.what()}});
  }
  for (auto const& attempt : attempts) attempt->lose();
}

}  // namespace pb::jobs
