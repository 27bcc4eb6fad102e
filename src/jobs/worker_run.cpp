// The threads of a Worker: running handlers and settling what became of their jobs.
#include "base/log.h"
#include "jobs/claim.h"
#include "jobs/worker.h"

namespace pb::jobs {

void Worker::work(std::stop_token stop) {
  while (true) {
    std::shared_ptr<Attempt> attempt;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); }) || stop.stop_requested()) return;
      attempt = std::move(waiting_.front());
      waiting_.pop_front();
    }
    run(*attempt);
    {
      std::lock_guard const lock(mutex_);
      if (auto const own = running_.find(attempt->job().id); own != running_.end() && own->second == attempt)
        running_.erase(own);
    }
    changed_.notify_all();
    wake_up_.wake();
  }
}

void Worker::run(Attempt& attempt) {
  auto const& job = attempt.job();
  try {
    auto const failure = try_handler(attempt);
    // A handler that gave up because the job was lost may say anything; only complete_in() was sure.
    if (attempt.lost() && !attempt.completing())
      throw LostLease("given back, or the lease was not renewed in time");
    if (failure) {
      settle_failure(attempt, *failure);
    } else {
      settle_success(attempt);
    }
  } catch (LostLease const& lost) {
    log::warn("jobs.attempt_superseded",
              {{"job", job.id.value}, {"kind", job.kind}, {"attempt", job.attempt}, {"reason", lost.what()}});
  } catch (std::exception const& failure) {
    // The job stays leased and is taken back when the lease runs out.
    log::error("jobs.settling_failed",
               {{"job", job.id.value}, {"kind", job.kind}, {"reason", failure.what()}});
  }
}

auto Worker::try_handler(Attempt& attempt) -> std::optional<Failure> {
  try {
    auto const result = handlers_.find(attempt.job().kind)->second(attempt);
    if (result) return std::nullopt;
    auto const again = result.error().code == ErrorCode::unavailable ? Again::worthwhile : Again::pointless;
    return Failure{again, result.error().message.key};
  } catch (LostLease const&) {
    throw;
  } catch (std::exception const& failure) {
    return Failure{Again::worthwhile, failure.what()};
  }
}

void Worker::settle_success(Attempt const& attempt) {
  auto const& job = attempt.job();
  database_.write([&](sql::Session& session) {
    if (attempt.completing() && completed(session, job)) return;
    complete(session, job, clock_.now());
  });
}

void Worker::settle_failure(Attempt const& attempt, Failure const& failure) {
  auto const& job = attempt.job();
  if (failure.again == Again::pointless || job.attempt >= job.max_attempts) {
    database_.write([&](sql::Session& session) {
      bury(session, job, failure.reason, clock_.now());
      if (when_dead_) when_dead_(session, job, failure.reason);
    });
    log::error(
        "jobs.died",
        {{"job", job.id.value}, {"kind", job.kind}, {"attempt", job.attempt}, {"reason", failure.reason}});
    return;
  }
  auto const pause = options_.backoff.delay(job.attempt, random_);
  database_.write(
      [&](sql::Session& session) { fail_until(session, job, clock_.now() + pause, failure.reason); });
  log::warn("jobs.failed", {{"job", job.id.value},
                            {"kind", job.kind},
                            {"attempt", job.attempt},
                            {"again_in_ms", pause.count()},
                            {"reason", failure.reason}});
}

}  // namespace pb::jobs
