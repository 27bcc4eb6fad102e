#pragma once

#include "reports/receipts.h"
#include "store/report_runs.h"

// Reports that somebody fetches themselves: made in the background, looked after, and downloaded.
namespace pb::reports {

struct RunWanted {
  Wanted report{};
  std::optional<i18n::Language> language{};  // else the person's
};

// queued: being made, or about to be · made: its files are there · failed · cancelled · gone: its files were
// kept as long as files are kept
BOOST_DEFINE_ENUM_CLASS(RunState, queued, made, failed, cancelled, gone)

struct Run {
  store::ReportRun stored{};
  RunState state = RunState::queued;
  std::vector<store::ArtefactListed> files{};  // of one that is made
};

// invalid, by field: definition, parameters, formats. Event `report.run_started`.
auto start_run(store::Unit& unit, Actor const& actor, RunWanted const& wanted) -> Result<ReportRunId>;
// One's own, newest first, those with an id below `before`.
auto list_runs(store::Unit& unit, Actor const& actor, std::int64_t before, std::int64_t limit)
    -> std::vector<Run>;
auto find_run(store::Unit& unit, Actor const& actor, ReportRunId id) -> Result<Run>;
// It shows nothing any more. A second call changes nothing. Event `report.run_cancelled`.
auto cancel_run(store::Unit& unit, Actor const& actor, ReportRunId id) -> Result<void>;
// The copy is made, or cannot be: whoever waits for it is told. Event `report.run_ended` for each run.
void end_runs(store::Unit& unit, store::ReportCopyId copy);
// not_found: no such file, or it is not there (any more).
auto run_file(store::Unit& unit, Actor const& actor, ReportRunId id, store::ReportArtefactId file)
    -> Result<store::NewArtefact>;

}  // namespace pb::reports
