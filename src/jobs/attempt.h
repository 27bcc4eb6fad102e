#pragma once

#include <atomic>

#include "base/clock.h"
#include "jobs/lost_lease.h"
#include "jobs/queue.h"

namespace pb::jobs {

// One try at a job, handed to its handler. The job may be taken from it at any time (a lease that was not
// renewed in time, a worker that stops): then whatever it does inside a unit throws LostLease and undoes that
// unit.
class Attempt {
 public:
  Attempt(Job job, Clock const& clock) : job_(std::move(job)), clock_(clock) {}

  [[nodiscard]] auto job() const -> Job const& { return job_; }
  // Marks the job done in the caller's unit, together with its effects: both happen once, or neither.
  void complete_in(sql::Session& session);
  // For a unit that is not the last: its effects happen only while the attempt holds the job.
  void check_in(sql::Session& session) const;
  // The job is somebody else's now; what comes after is in vain. Long handlers ask now and then. Thread-safe.
  [[nodiscard]] bool lost() const { return lost_; }
  void lose() { lost_ = true; }
  // complete_in() was called; its unit may still have been undone.
  [[nodiscard]] bool completing() const { return completing_; }

 private:
  Job job_;
  Clock const& clock_;
  std::atomic<bool> lost_ = false;
  bool completing_ = false;
};

}  // namespace pb::jobs
