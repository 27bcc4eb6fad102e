#include "events/event_log.h"

#include <utility>

#include "events/position_column.h"

namespace pb::events {
namespace {

struct Row {
  Position position;
  EventId id;
  Instant at;
  std::optional<UserId> actor;
  std::string type;
  std::string subject_kind;
  std::int64_t subject_id = 0;
  std::string data;
};

auto events_from(std::vector<Row> rows) -> std::vector<Event> {
  std::vector<Event> events;
  events.reserve(rows.size());
  for (auto& row : rows) {
    events.push_back({.position = row.position,
                      .id = row.id,
                      .at = row.at,
                      .actor = row.actor,
                      .type = std::move(row.type),
                      .subject = {std::move(row.subject_kind), row.subject_id},
                      .data = std::move(row.data)});
  }
  return events;
}

bool ids_are_positions(sql::Session const& session) {
  return session.dialect() == sql::Dialect::sqlite;
}

}  // namespace

auto append(sql::Session& session, NewEvent const& event) -> EventId {
  session.notify(kTopic);
  return *session.one<EventId>(
      "insert into events (at, actor, type, subject_kind, subject_id, data) "
      "values ($1, $2, $3, $4, $5, $6) returning id",
      event.at, event.actor, event.type, event.subject.kind, event.subject.id, event.data);
}

auto read_after(sql::Session& session, Position position, std::int64_t limit) -> std::vector<Event> {
  if (ids_are_positions(session)) {
    return events_from(
        session.all<Row>("select id, id, at, actor, type, subject_kind, subject_id, data from events "
                         "where id > $1 order by id limit $2",
                         position, limit));
  }
  return events_from(
      session.all<Row>("select p.position, e.id, e.at, e.actor, e.type, e.subject_kind, e.subject_id, e.data "
                       "from event_positions p join events e on e.id = p.event_id "
                       "where p.position > $1 order by p.position limit $2",
                       position, limit));
}

auto head(sql::Session& session) -> Position {
  if (ids_are_positions(session)) return *session.one<Position>("select coalesce(max(id), 0) from events");
  return *session.one<Position>("select coalesce(max(position), 0) from event_positions");
}

auto history(sql::Session& session, Subject const& subject, std::int64_t limit) -> std::vector<Event> {
  return events_from(
      session.all<Row>("select 0, id, at, actor, type, subject_kind, subject_id, data from events "
                       "where subject_kind = $1 and subject_id = $2 order by id desc limit $3",
                       subject.kind, subject.id, limit));
}

}  // namespace pb::events
