#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "jobs/queue.h"

// How a job passes from the queue to a worker and back. Every change after the claim names the claim's token
// and throws LostLease when the job has been claimed again, released or finished since.
namespace pb::jobs {

struct Claim {
  std::vector<std::string> kinds{};  // that the worker has handlers for
  Instant now;
  std::chrono::microseconds lease{};
  std::int64_t limit = 1;
};

// Claims due jobs, urgent ones first, then the longest waiting. Workers that claim at once get different
// jobs.
auto claim(sql::Session& session, Claim const& request) -> std::vector<Job>;

// When the next job is due or the next lease expires, whatever the kind; nothing when the queue is empty.
auto next_due(sql::Session& session) -> std::optional<Instant>;

// Effects of this unit count only while the attempt holds its job.
void check(sql::Session& session, Job const& job);
void complete(sql::Session& session, Job const& job, Instant now);
// Whether this attempt's complete() has been committed.
auto completed(sql::Session& session, Job const& job) -> bool;
// True when the attempt still holds its job; then its lease runs until `lease_until`.
auto renew(sql::Session& session, Job const& job, Instant lease_until) -> bool;
// Back into the queue as if it had not been claimed. False when it is no longer held.
auto release(sql::Session& session, Job const& job) -> bool;
void fail_until(sql::Session& session, Job const& job, Instant run_at, std::string_view error);
void bury(sql::Session& session, Job const& job, std::string_view error, Instant now);

struct Expired {
  std::vector<Job> again;  // ready for another attempt
  std::vector<Job> dead;   // was the last attempt
};
// Takes jobs back whose lease is over. A lease longer than `longest` comes from a clock that was moved back
// since, and is over too.
auto take_back_expired(sql::Session& session, Instant now, std::chrono::microseconds longest) -> Expired;

// Deletes done jobs finished before `before`, at most `limit`; how many.
auto prune_done(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t;

}  // namespace pb::jobs
