#include "store/report_copies.h"

#include <span>

namespace pb::store {
namespace {

auto as_blob(std::string const& bytes) -> sql::Blob {
  auto const view = std::as_bytes(std::span(bytes));
  return {view.begin(), view.end()};
}

struct StoredArtefact {
  ArtefactRole role{};
  std::string file_name{};
  std::string content_type{};
  sql::Blob bytes{};
};

}  // namespace

auto want_copy(sql::Session& session, std::string_view request, Instant now) -> ReportCopyId {
  auto const id = session.one<ReportCopyId>("select id from report_copies where request = $1", request);
  if (id) return *id;
  return *session.one<ReportCopyId>(
      "insert into report_copies (request, state, created_at) values ($1, 'wanted', $2) returning id",
      request, now);
}

auto find_copy(sql::Session& session, ReportCopyId id) -> std::optional<ReportCopy> {
  return session.one<ReportCopy>("select id, request, state, title, reason from report_copies where id = $1",
                                 id);
}

auto save_copy(sql::Session& session, ReportCopyId id, std::string_view title,
               std::vector<NewArtefact> const& artefacts, Instant now) -> bool {
  auto const first = session.run(
      "update report_copies set state = 'made', title = $1, reason = null, made_at = $2 "
      "where id = $3 and state = 'wanted'",
      title, now, id);
  if (first == 0) return false;
  for (auto const& artefact : artefacts) {
    session.run(
        "insert into report_artefacts (copy_id, role, file_name, content_type, bytes, made_at) "
        "values ($1, $2, $3, $4, $5, $6)",
        id, artefact.role, artefact.file_name, artefact.content_type, as_blob(artefact.bytes), now);
  }
  return true;
}

void fail_copy(sql::Session& session, ReportCopyId id, std::string_view reason) {
  session.run("update report_copies set state = 'failed', reason = $1 where id = $2 and state = 'wanted'",
              reason, id);
}

void want_copy_again(sql::Session& session, ReportCopyId id) {
  session.run(
      "update report_copies set state = 'wanted', reason = null where id = $1 and (state = 'failed' or "
      "not exists (select 1 from report_artefacts where copy_id = $1))",
      id);
}

void touch_copy(sql::Session& session, ReportCopyId id) {
  session.run("update report_copies set created_at = created_at where id = $1", id);
}

auto list_artefacts(sql::Session& session, ReportCopyId copy) -> std::vector<ArtefactListed> {
  return session.all<ArtefactListed>(
      "select id, role, file_name, content_type from report_artefacts where copy_id = $1 order by id", copy);
}

auto read_artefact(sql::Session& session, ReportArtefactId id) -> std::optional<NewArtefact> {
  auto const stored = session.one<StoredArtefact>(
      "select role, file_name, content_type, bytes from report_artefacts where id = $1", id);
  if (!stored) return std::nullopt;
  std::string bytes(reinterpret_cast<char const*>(stored->bytes.data()), stored->bytes.size());
  return NewArtefact{stored->role, stored->file_name, stored->content_type, std::move(bytes)};
}

auto prune_artefacts(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t {
  return session.run(
      "delete from report_artefacts where id in (select a.id from report_artefacts a where a.made_at < $1 "
      "and not exists (select 1 from report_deliveries d where d.copy_id = a.copy_id "
      "and d.state in ('queued', 'held', 'sending')) order by a.id limit $2)",
      before, limit);
}

}  // namespace pb::store
