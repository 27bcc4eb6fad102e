#include "jobs/claim.h"

#include <algorithm>

#include "jobs/lost_lease.h"

namespace pb::jobs {
namespace {

constexpr auto kPriorities = {Priority::urgent, Priority::normal, Priority::bulk};

// Rows another worker is looking at are passed over, so that nobody waits. SQLite has one writer.
auto passing_over(sql::Session const& session) -> std::string_view {
  return session.dialect() == sql::Dialect::sqlite ? "" : " for update skip locked";
}

auto claim_statement(std::size_t kinds, std::string_view suffix) -> std::string {
  std::string text =
      "with due (job_id) as materialized (select id from jobs "
      "where state = 'ready' and priority = $1 and run_at <= $2 and kind in (";
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    text += (kind == 0 ? "$" : ", $") + std::to_string(kind + 3);
  }
  text += ") order by run_at, id limit $" + std::to_string(kinds + 3);
  text += suffix;
  text += ") update jobs set state = 'running', attempt = attempt + 1, token = token + 1, lease_until = $" +
          std::to_string(kinds + 4);
  return text +
         " from due where id = job_id "
         "returning id, kind, payload, attempt, max_attempts, token, run_at";
}

struct Claimed {
  JobId id;
  std::string kind;
  std::string payload;
  std::int64_t attempt = 0;
  std::int64_t max_attempts = 0;
  std::int64_t token = 0;
  Instant run_at;
};

auto claim_of_priority(sql::Session& session, Claim const& request, Priority priority, std::int64_t limit)
    -> std::vector<Claimed> {
  std::vector<sql::Value> args{static_cast<std::int64_t>(priority), sql::Column<Instant>::write(request.now)};
  for (auto const& kind : request.kinds) args.emplace_back(std::string_view(kind));
  args.emplace_back(limit);
  args.push_back(sql::Column<Instant>::write(request.now + request.lease));

  std::vector<Claimed> claimed;
  session.connection().execute(
      claim_statement(request.kinds.size(), passing_over(session)), args,
      [&](sql::RowView const& row) { claimed.push_back(sql::read_row<Claimed>(row)); });
  std::ranges::sort(claimed, {}, [](Claimed const& job) { return std::pair(job.run_at, job.id); });
  return claimed;
}

void require_held(std::int64_t rows, Job const& job) {
  if (rows == 0) throw LostLease("job " + std::to_string(job.id.value) + " was taken from this attempt");
}

}  // namespace

auto claim(sql::Session& session, Claim const& request) -> std::vector<Job> {
  std::vector<Job> jobs;
  if (request.kinds.empty()) return jobs;
  for (auto const priority : kPriorities) {
    auto const missing = request.limit - static_cast<std::int64_t>(jobs.size());
    if (missing == 0) break;
    for (auto& claimed : claim_of_priority(session, request, priority, missing)) {
      jobs.push_back({claimed.id, std::move(claimed.kind), std::move(claimed.payload), claimed.attempt,
                      claimed.max_attempts, claimed.token});
    }
  }
  return jobs;
}

auto next_due(sql::Session& session) -> std::optional<Instant> {
  return *session.one<std::optional<Instant>>(
      "select min(due) from ("
      "select min(run_at) as due from jobs where state = 'ready' and priority = 0 union all "
      "select min(run_at) from jobs where state = 'ready' and priority = 1 union all "
      "select min(run_at) from jobs where state = 'ready' and priority = 2 union all "
      "select min(lease_until) from jobs where state = 'running') dues");
}

void check(sql::Session& session, Job const& job) {
  auto const locked =
      session.dialect() == sql::Dialect::sqlite
          ? "select 1 from jobs where id = $1 and token = $2 and state = 'running'"
          : "select 1 from jobs where id = $1 and token = $2 and state = 'running' for update";
  require_held(session.one<std::int64_t>(locked, job.id, job.token).value_or(0), job);
}

void complete(sql::Session& session, Job const& job, Instant now) {
  require_held(session.run("update jobs set state = 'done', lease_until = null, finished_at = $1 "
                           "where id = $2 and token = $3 and state = 'running'",
                           now, job.id, job.token),
               job);
}

auto completed(sql::Session& session, Job const& job) -> bool {
  return session
      .one<std::int64_t>("select 1 from jobs where id = $1 and token = $2 and state = 'done'", job.id,
                         job.token)
      .has_value();
}

auto renew(sql::Session& session, Job const& job, Instant lease_until) -> bool {
  return session.run("update jobs set lease_until = $1 where id = $2 and token = $3 and state = 'running'",
                     lease_until, job.id, job.token) > 0;
}

auto release(sql::Session& session, Job const& job) -> bool {
  auto const released = session.run(
      "update jobs set state = 'ready', lease_until = null, attempt = attempt - 1 "
      "where id = $1 and token = $2 and state = 'running'",
      job.id, job.token);
  if (released > 0) session.notify(kTopic);
  return released > 0;
}

void fail_until(sql::Session& session, Job const& job, Instant run_at, std::string_view error) {
  require_held(
      session.run("update jobs set state = 'ready', lease_until = null, run_at = $1, last_error = $2 "
                  "where id = $3 and token = $4 and state = 'running'",
                  run_at, error, job.id, job.token),
      job);
  session.notify(kTopic);
}

void bury(sql::Session& session, Job const& job, std::string_view error, Instant now) {
  require_held(
      session.run("update jobs set state = 'dead', lease_until = null, last_error = $1, finished_at = $2 "
                  "where id = $3 and token = $4 and state = 'running'",
                  error, now, job.id, job.token),
      job);
}

auto take_back_expired(sql::Session& session, Instant now, std::chrono::microseconds longest) -> Expired {
  return {
      .again = session.all<Job>(
          "update jobs set state = 'ready', lease_until = null, last_error = 'the lease ran out' "
          "where state = 'running' and (lease_until <= $1 or lease_until > $2) and attempt < max_attempts "
          "returning id, kind, payload, attempt, max_attempts, token",
          now, now + longest),
      .dead = session.all<Job>(
          "update jobs set state = 'dead', lease_until = null, last_error = 'the lease ran out', "
          "finished_at = $1 where state = 'running' and (lease_until <= $1 or lease_until > $2) "
          "returning id, kind, payload, attempt, max_attempts, token",
          now, now + longest)};
}

auto prune_done(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t {
  return session.run(
      "delete from jobs where id in (select id from jobs where state = 'done' and finished_at is not null "
      "and finished_at < $1 limit $2)",
      before, limit);
}

}  // namespace pb::jobs
