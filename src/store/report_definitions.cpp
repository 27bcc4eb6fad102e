#include "store/report_definitions.h"

namespace pb::store {
namespace {

std::string const kSelect =
    "select d.id, d.name, d.owner_id, d.office_id, d.version, v.text, d.archived_at, v.saved_at "
    "from report_definitions d join report_definition_versions v "
    "on v.definition_id = d.id and v.version = d.version ";

void insert_version(sql::Session& session, ReportDefinitionId id, std::int64_t version, std::string_view text,
                    std::optional<UserId> by, Instant now) {
  session.run(
      "insert into report_definition_versions (definition_id, version, text, saved_by, saved_at) "
      "values ($1, $2, $3, $4, $5)",
      id, version, text, by, now);
}

}  // namespace

auto insert_report_definition(sql::Session& session, NewReportDefinition const& definition, Instant now)
    -> std::optional<ReportDefinitionId> {
  auto const id = session.one<ReportDefinitionId>(
      "insert into report_definitions (name, owner_id, office_id, version, created_at) "
      "values ($1, $2, $3, 1, $4) on conflict do nothing returning id",
      definition.name, definition.owner, definition.office, now);
  if (id) insert_version(session, *id, 1, definition.text, definition.owner, now);
  return id;
}

auto save_report_version(sql::Session& session, ReportDefinitionId id, std::int64_t expected,
                         std::string_view text, std::optional<UserId> by, Instant now)
    -> std::optional<std::int64_t> {
  auto const version = session.one<std::int64_t>(
      "update report_definitions set version = version + 1 "
      "where id = $1 and version = $2 and archived_at is null returning version",
      id, expected);
  if (version) insert_version(session, id, *version, text, by, now);
  return version;
}

auto archive_report_definition(sql::Session& session, ReportDefinitionId id, Instant now) -> bool {
  return session.run("update report_definitions set archived_at = $1 where id = $2 and archived_at is null",
                     now, id) == 1;
}

auto find_report_definition(sql::Session& session, std::string_view name) -> std::optional<ReportDefinition> {
  static auto const text = kSelect + "where d.name = $1 and d.archived_at is null";
  return session.one<ReportDefinition>(text, name);
}

auto find_report_definition(sql::Session& session, ReportDefinitionId id) -> std::optional<ReportDefinition> {
  static auto const text = kSelect + "where d.id = $1";
  return session.one<ReportDefinition>(text, id);
}

auto list_report_definitions(sql::Session& session) -> std::vector<ReportDefinition> {
  static auto const text = kSelect + "where d.archived_at is null order by d.name";
  return session.all<ReportDefinition>(text);
}

auto report_versions(sql::Session& session, ReportDefinitionId id) -> std::vector<ReportDefinitionVersion> {
  return session.all<ReportDefinitionVersion>(
      "select version, text, saved_by, saved_at from report_definition_versions where definition_id = $1 "
      "order by version desc",
      id);
}

auto report_version_text(sql::Session& session, ReportDefinitionId id, std::int64_t version)
    -> std::optional<std::string> {
  return session.one<std::string>(
      "select text from report_definition_versions where definition_id = $1 and version = $2", id, version);
}

}  // namespace pb::store
