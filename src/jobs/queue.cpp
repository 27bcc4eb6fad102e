#include "jobs/queue.h"

namespace pb::jobs {

auto enqueue(sql::Session& session, NewJob const& job) -> std::optional<JobId> {
  auto const id = session.one<JobId>(
      "insert into jobs (kind, payload, state, priority, run_at, unique_key, max_attempts) "
      "values ($1, $2, 'ready', $3, $4, $5, $6) on conflict do nothing returning id",
      job.kind, job.payload, static_cast<std::int64_t>(job.priority), job.run_at, job.unique_key,
      job.max_attempts);
  if (id) session.notify(kTopic);
  return id;
}

auto dead_jobs(sql::Session& session, std::int64_t limit) -> std::vector<DeadJob> {
  return session.all<DeadJob>(
      "select id, kind, payload, attempt, coalesce(last_error, '') from jobs "
      "where state = 'dead' and finished_at is not null order by finished_at desc limit $1",
      limit);
}

auto retry(sql::Session& session, JobId id, Instant now) -> bool {
  auto const changed = session.run(
      "update jobs set state = 'ready', attempt = 0, run_at = $1, finished_at = null "
      "where id = $2 and state = 'dead' and not exists (select 1 from jobs live "
      "where live.unique_key = jobs.unique_key and live.state in ('ready', 'running'))",
      now, id);
  if (changed > 0) session.notify(kTopic);
  return changed > 0;
}

auto discard(sql::Session& session, JobId id) -> bool {
  return session.run("delete from jobs where id = $1 and state = 'dead'", id) > 0;
}

auto count_jobs(sql::Session& session) -> JobCounts {
  auto const count = [&](std::string_view state) {
    return *session.one<std::int64_t>("select count(*) from jobs where state = $1", state);
  };
  return {.ready = count("ready"),
          .running = count("running"),
          .dead = count("dead"),
          .oldest_ready =
              *session.one<std::optional<Instant>>("select min(run_at) from jobs where state = 'ready'")};
}

}  // namespace pb::jobs
