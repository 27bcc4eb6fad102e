#include "reports/runs.h"

#include <algorithm>

#include "reports/copy_request.h"
#include "reports/delivery_jobs.h"
#include "reports/record.h"
#include "reports/schedule_rules.h"
#include "reports/stored_definitions.h"
#include "store/users.h"

namespace pb::reports {
namespace {

auto no_such_run() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.report.run_unknown"), "run");
}

auto run_of(store::Unit& unit, store::ReportRun stored) -> Run {
  Run run{.stored = std::move(stored)};
  if (run.stored.cancelled_at) {
    run.state = RunState::cancelled;
  } else if (run.stored.state == store::ReportCopyState::failed) {
    run.state = RunState::failed;
  } else if (run.stored.state == store::ReportCopyState::made) {
    run.files = store::list_artefacts(unit.sql, run.stored.copy);
    run.state = run.files.empty() ? RunState::gone : RunState::made;
  } else if (run.stored.created_at + kArtefactsKept < unit.now) {
    run.state = RunState::gone;
  }
  return run;
}

}  // namespace

auto start_run(store::Unit& unit, Actor const& actor, RunWanted const& wanted) -> Result<ReportRunId> {
  auto const& report = wanted.report;
  PB_TRY(auto const definition, find_definition(unit, actor, report.definition));
  PB_CHECK(check_parameters(report.parameters));
  PB_CHECK(check_formats(report.formats));
  auto const user = store::find_user(unit.sql, actor.user);
  auto const scope = Scope::of(actor);
  if (!user || (!scope.everything() && !scope.office()))
    return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  CopyRequest const request{.definition = definition.name,
                            .version = definition.version,
                            .parameters = report.parameters,
                            .everything = scope.everything(),
                            .office = scope.office(),
                            .language = wanted.language.value_or(i18n::language_or_default(user->language)),
                            .time_zone = user->time_zone,
                            .slot = unit.now,
                            .formats = report.formats,
                            .channel = Channel::download};
  auto const copy = store::want_copy(unit.sql, to_json(request), unit.now);
  auto const id = store::insert_report_run(unit.sql, actor.user, definition.name, copy, unit.now);
  make_copy_soon(unit, copy, jobs::Priority::urgent);
  record(unit, actor, "report.run_started", {"report_run", id.value},
         {{"definition", definition.name}, {"formats", formats_text(report.formats)}});
  return id;
}

auto list_runs(store::Unit& unit, Actor const& actor, std::int64_t before, std::int64_t limit)
    -> std::vector<Run> {
  std::vector<Run> runs;
  for (auto& stored : store::report_runs_of(unit.sql, actor.user, before, limit))
    runs.push_back(run_of(unit, std::move(stored)));
  return runs;
}

auto find_run(store::Unit& unit, Actor const& actor, ReportRunId id) -> Result<Run> {
  auto found = store::find_report_run(unit.sql, id);
  if (!found || found->user != actor.user) return no_such_run();
  return run_of(unit, std::move(*found));
}

auto cancel_run(store::Unit& unit, Actor const& actor, ReportRunId id) -> Result<void> {
  PB_CHECK(find_run(unit, actor, id));
  if (store::cancel_report_run(unit.sql, id, unit.now))
    record(unit, actor, "report.run_cancelled", {"report_run", id.value}, {});
  return {};
}

void end_runs(store::Unit& unit, store::ReportCopyId copy) {
  for (auto const& run : store::runs_of_copy(unit.sql, copy)) {
    record(unit, Actor::system(), "report.run_ended", {"report_run", run.id.value},
           {{"user", run.user.value}, {"state", enum_name(run.state)}});
  }
}

auto run_file(store::Unit& unit, Actor const& actor, ReportRunId id, store::ReportArtefactId file)
    -> Result<store::NewArtefact> {
  PB_TRY(auto const run, find_run(unit, actor, id));
  bool const there = std::ranges::any_of(run.files, [&](auto const& one) { return one.id == file; });
  auto found = there ? store::read_artefact(unit.sql, file) : std::nullopt;
  if (!found) return no_such_run();
  return std::move(*found);
}

}  // namespace pb::reports
