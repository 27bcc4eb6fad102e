#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "sql/session.h"

namespace pb::jobs {

using JobId = Id<struct JobTag>;

inline constexpr std::string_view kTopic = "jobs";  // notified when a job became ready

// ready: waits for its time and a worker · running: leased to one · done · dead: given up, waits for a person
BOOST_DEFINE_ENUM_CLASS(JobState, ready, running, done, dead)

// Which of the due jobs goes first.
enum class Priority : std::int64_t { urgent = 0, normal = 1, bulk = 2 };

struct NewJob {
  std::string kind;  // "report.deliver": which handler
  std::string payload = "{}";
  Instant run_at;  // not before; usually now
  Priority priority = Priority::normal;
  std::optional<std::string> unique_key{};  // at most one ready or running job has it
  std::int64_t max_attempts = 12;
};

// A job as its handler sees it: claimed for the `attempt`th time (from 1). `token` grows with every claim.
struct Job {
  JobId id;
  std::string kind;
  std::string payload;
  std::int64_t attempt = 0;
  std::int64_t max_attempts = 0;
  std::int64_t token = 0;
};

// Puts a job into the queue in the caller's transaction and wakes the workers after its commit. Nothing when
// a live job has the same unique key.
auto enqueue(sql::Session& session, NewJob const& job) -> std::optional<JobId>;

struct DeadJob {
  JobId id;
  std::string kind;
  std::string payload;
  std::int64_t attempts = 0;
  std::string last_error;
};

// Jobs that were given up, latest first.
auto dead_jobs(sql::Session& session, std::int64_t limit) -> std::vector<DeadJob>;

// Makes a dead job ready again with all its attempts. False when it is not dead, or a live job has its key.
auto retry(sql::Session& session, JobId id, Instant now) -> bool;

// Deletes a dead job. False when there is none.
auto discard(sql::Session& session, JobId id) -> bool;

struct JobCounts {
  std::int64_t ready = 0;
  std::int64_t running = 0;
  std::int64_t dead = 0;
  std::optional<Instant> oldest_ready{};  // the earliest time a ready job waits for
};
auto count_jobs(sql::Session& session) -> JobCounts;

}  // namespace pb::jobs
