#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"
#include "store/report_copies.h"

namespace pb {
using ReportRunId = Id<struct ReportRunTag>;
}

namespace pb::store {

// A report that somebody has asked for, with what its copy has come to.
struct ReportRun {
  ReportRunId id{};
  UserId user{};
  std::string definition{};
  ReportCopyId copy{};
  Instant created_at{};
  std::optional<Instant> cancelled_at{};
  ReportCopyState state = ReportCopyState::wanted;
  std::string title{};                  // once it is made
  std::optional<std::string> reason{};  // why it could not be made
};

auto insert_report_run(sql::Session& session, UserId user, std::string_view definition, ReportCopyId copy,
                       Instant now) -> ReportRunId;
auto find_report_run(sql::Session& session, ReportRunId id) -> std::optional<ReportRun>;
// Newest first, those with an id below `before`.
auto report_runs_of(sql::Session& session, UserId user, std::int64_t before, std::int64_t limit)
    -> std::vector<ReportRun>;
// Those that wait for the copy, cancelled ones left out.
auto runs_of_copy(sql::Session& session, ReportCopyId copy) -> std::vector<ReportRun>;
// False where it was cancelled before.
auto cancel_report_run(sql::Session& session, ReportRunId id, Instant now) -> bool;
auto prune_report_runs(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
