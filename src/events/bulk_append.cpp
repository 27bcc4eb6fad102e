#include "events/bulk_append.h"

#include <string_view>

#include "sql/bulk.h"

namespace pb::events {
namespace {

struct Row {
  Instant at;
  std::optional<UserId> actor;
  std::string_view type;
  std::string_view subject_kind;
  std::int64_t subject_id;
  std::string_view data;
};

}  // namespace

void append_all(sql::Session& session, std::span<NewEvent const> events) {
  if (events.empty()) return;
  std::vector<Row> rows;
  rows.reserve(events.size());
  for (auto const& event : events)
    rows.push_back({event.at, event.actor, event.type, event.subject.kind, event.subject.id, event.data});
  session.notify(kTopic);
  sql::insert_rows(session, "events (at, actor, type, subject_kind, subject_id, data)",
                   std::span<Row const>(rows));
}

}  // namespace pb::events
