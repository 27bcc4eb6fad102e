#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

using ReportDefinitionId = Id<struct ReportDefinitionTag>;

// A report that somebody has made, in its newest version.
struct ReportDefinition {
  ReportDefinitionId id{};
  std::string name{};
  UserId owner{};
  std::optional<OfficeId>
      office{};  // a head's: belongs to the office; none: to the organisation or its owner
  std::int64_t version = 1;
  std::string text{};  // JSON, docs/reports.md
  std::optional<Instant> archived_at{};
  Instant saved_at{};
};

struct NewReportDefinition {
  std::string name{};
  UserId owner{};
  std::optional<OfficeId> office{};
  std::string text{};
};

struct ReportDefinitionVersion {
  std::int64_t version = 1;
  std::string text{};
  std::optional<UserId> saved_by{};
  Instant saved_at{};
};

// Version 1 of a new one; nothing where the name is taken.
auto insert_report_definition(sql::Session& session, NewReportDefinition const& definition, Instant now)
    -> std::optional<ReportDefinitionId>;
// The next version's number; nothing where `expected` is not the newest any more.
auto save_report_version(sql::Session& session, ReportDefinitionId id, std::int64_t expected,
                         std::string_view text, std::optional<UserId> by, Instant now)
    -> std::optional<std::int64_t>;
auto archive_report_definition(sql::Session& session, ReportDefinitionId id, Instant now) -> bool;

// By name, only what is not archived.
auto find_report_definition(sql::Session& session, std::string_view name) -> std::optional<ReportDefinition>;
auto find_report_definition(sql::Session& session, ReportDefinitionId id) -> std::optional<ReportDefinition>;
// By name; archived ones are left out.
auto list_report_definitions(sql::Session& session) -> std::vector<ReportDefinition>;
// Newest first.
auto report_versions(sql::Session& session, ReportDefinitionId id) -> std::vector<ReportDefinitionVersion>;
// The text of one version; nothing where there is none.
auto report_version_text(sql::Session& session, ReportDefinitionId id, std::int64_t version)
    -> std::optional<std::string>;

}  // namespace pb::store
