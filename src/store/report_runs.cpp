#include "store/report_runs.h"

namespace pb::store {
namespace {

std::string const kSelect =
    "select r.id, r.user_id, r.definition, r.copy_id, r.created_at, r.cancelled_at, c.state, c.title, "
    "c.reason from report_runs r join report_copies c on c.id = r.copy_id ";

}  // namespace

auto insert_report_run(sql::Session& session, UserId user, std::string_view definition, ReportCopyId copy,
                       Instant now) -> ReportRunId {
  return *session.one<ReportRunId>(
      "insert into report_runs (user_id, definition, copy_id, created_at) values ($1, $2, $3, $4) "
      "returning id",
      user, definition, copy, now);
}

auto find_report_run(sql::Session& session, ReportRunId id) -> std::optional<ReportRun> {
  static auto const text = kSelect + "where r.id = $1";
  return session.one<ReportRun>(text, id);
}

auto report_runs_of(sql::Session& session, UserId user, std::int64_t before, std::int64_t limit)
    -> std::vector<ReportRun> {
  static auto const text = kSelect + "where r.user_id = $1 and r.id < $2 order by r.id desc limit $3";
  return session.all<ReportRun>(text, user, before, limit);
}

auto runs_of_copy(sql::Session& session, ReportCopyId copy) -> std::vector<ReportRun> {
  static auto const text = kSelect + "where r.copy_id = $1 and r.cancelled_at is null order by r.id";
  return session.all<ReportRun>(text, copy);
}

auto cancel_report_run(sql::Session& session, ReportRunId id, Instant now) -> bool {
  return session.run("update report_runs set cancelled_at = $1 where id = $2 and cancelled_at is null", now,
                     id) == 1;
}

auto prune_report_runs(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from report_runs where created_at < $1", before);
}

}  // namespace pb::store
