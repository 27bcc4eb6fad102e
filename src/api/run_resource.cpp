#include <boost/json/serialize.hpp>

#include "api/represent.h"
#include "api/resources.h"
#include "reports/runs.h"

// Reports made in the background, and fetched when they are there.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto path_of(ReportRunId id) -> std::string {
  return "/api/v1/report-runs/" + std::to_string(id.value);
}

auto to_json(Call& call, reports::Run const& run) -> json::object {
  json::array files;
  for (auto const& file : run.files) {
    files.push_back({{"id", file.id.value},
                     {"name", file.file_name},
                     {"content_type", file.content_type},
                     {"url", path_of(run.stored.id) + "/files/" + std::to_string(file.id.value)}});
  }
  bool const ended = run.state != reports::RunState::queued;
  return {{"id", run.stored.id.value},
          {"report", run.stored.definition},
          {"state", enum_name(run.state)},
          {"progress", ended ? 100 : 0},
          {"title", run.stored.title},
          {"reason",
           run.stored.reason ? json::value(call.say(Message(*run.stored.reason))) : json::value(nullptr)},
          {"created_at", represent(run.stored.created_at)},
          {"files", std::move(files)}};
}

auto start(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto fields, call.fields());
  reports::RunWanted wanted{
      .report = {.definition = fields.required<std::string>("report"),
                 .formats = fields.list<reports::Format>("formats", Fields::Absent::refused)},
      .language = fields.optional<i18n::Language>("language")};
  if (auto const* const parameters = fields.raw("parameters"))
    wanted.report.parameters = json::serialize(*parameters);
  PB_CHECK(fields.check());
  PB_TRY(auto const id, reports::start_run(call.unit, actor, wanted));
  PB_TRY(auto const run, reports::find_run(call.unit, actor, id));
  auto reply = created(path_of(id), to_json(call, run));
  reply.status = 202;
  return reply;
}

auto list(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  auto const before = page.after == 0 ? std::numeric_limits<std::int64_t>::max() : page.after;
  auto const runs = reports::list_runs(call.unit, actor, before, page.limit);
  json::array items;
  for (auto const& run : runs) items.push_back(to_json(call, run));
  auto const more = std::ssize(runs) == page.limit;
  return listed(call, std::move(items), more ? std::optional(runs.back().stored.id.value) : std::nullopt);
}

auto get(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<ReportRunId>());
  PB_TRY(auto const run, reports::find_run(call.unit, actor, id));
  auto reply = answered(to_json(call, run));
  if (run.state == reports::RunState::queued) reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

auto cancel(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<ReportRunId>());
  PB_CHECK(reports::cancel_run(call.unit, actor, id));
  return no_content();
}

auto download(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<ReportRunId>());
  PB_TRY(auto const file, call.id<store::ReportArtefactId>("file"));
  PB_TRY(auto artefact, reports::run_file(call.unit, actor, id, file));
  return file_reply(artefact.file_name, artefact.content_type, std::move(artefact.bytes));
}

}  // namespace

void add_runs(Door& door) {
  door.write("startReportRun", start, 50);
  door.read("listReportRuns", list);
  door.read("getReportRun", get);
  door.write("cancelReportRun", cancel);
  door.read("downloadReportFile", download);
}

}  // namespace pb::api
