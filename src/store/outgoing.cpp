#include "store/outgoing.h"

#include "sql/bulk.h"

namespace pb::store {
namespace {

struct Row {
  std::int64_t chat_id;
  std::int64_t priority;
  std::string_view method;
  std::string_view slot;
  std::string_view payload;
  std::string_view state;
  Instant queued_at;
};

}  // namespace

auto insert_outgoing(sql::Session& session, NewOutgoing const& message, Instant now) -> OutgoingId {
  return *session.one<OutgoingId>(
      "insert into outgoing_messages (chat_id, priority, method, slot, payload, state, queued_at) "
      "values ($1, $2, $3, $4, $5, 'queued', $6) returning id",
      message.chat_id, message.priority, message.method, message.slot, message.payload, now);
}

void insert_outgoing(sql::Session& session, std::span<NewOutgoing const> messages, Instant now) {
  std::vector<Row> rows;
  rows.reserve(messages.size());
  for (auto const& message : messages)
    rows.push_back(
        {message.chat_id, message.priority, message.method, message.slot, message.payload, "queued", now});
  sql::insert_rows(session, "outgoing_messages (chat_id, priority, method, slot, payload, state, queued_at)",
                   std::span<Row const>(rows));
}

auto queued_outgoing(sql::Session& session, std::int64_t priority, OutgoingId after, std::int64_t limit)
    -> std::vector<Outgoing> {
  return session.all<Outgoing>(
      "select id, chat_id, priority, method, slot, payload, not_before, attempts from outgoing_messages "
      "where state in ('queued', 'sending') and state = 'queued' and priority = $1 and id > $2 order by id "
      "limit $3",
      priority, after, limit);
}

auto mark_sending(sql::Session& session, OutgoingId id) -> bool {
  return session.run(
             "update outgoing_messages set state = 'sending', attempts = attempts + 1 "
             "where id = $1 and state = 'queued'",
             id) == 1;
}

void unmark_sending(sql::Session& session, OutgoingId id) {
  session.run(
      "update outgoing_messages set state = 'queued', attempts = attempts - 1 where id = $1 and state = "
      "'sending'",
      id);
}

auto mark_sent(sql::Session& session, OutgoingId id, std::optional<std::int64_t> message_id, Instant now)
    -> bool {
  return session.run(
             "update outgoing_messages set state = 'sent', message_id = $1, error = null, finished_at = $2 "
             "where id = $3 and state in ('queued', 'sending')",
             message_id, now, id) == 1;
}

auto mark_failed(sql::Session& session, OutgoingId id, std::string_view error, Instant now) -> bool {
  return session.run(
             "update outgoing_messages set state = 'failed', error = $1, finished_at = $2 "
             "where id = $3 and state = 'sending'",
             error, now, id) == 1;
}

void requeue(sql::Session& session, OutgoingId id, Instant not_before, Uncertainty uncertainty,
             std::string_view error) {
  session.run(
      "update outgoing_messages set state = 'queued', not_before = $1, uncertain = uncertain + $2, error = "
      "$3 "
      "where id = $4 and state = 'sending'",
      not_before, uncertainty == Uncertainty::maybe_sent ? 1 : 0, error, id);
}

void rewrite_outgoing(sql::Session& session, OutgoingId id, std::int64_t chat_id, std::string_view method,
                      std::string_view payload) {
  session.run(
      "update outgoing_messages set chat_id = $1, method = $2, payload = $3, state = 'queued' "
      "where id = $4 and state = 'sending'",
      chat_id, method, payload, id);
}

auto interrupted_with_receipt(sql::Session& session) -> std::vector<Outgoing> {
  return session.all<Outgoing>(
      "select id, chat_id, priority, method, slot, payload, not_before, attempts from outgoing_messages "
      "where state in ('queued', 'sending') and state = 'sending' and slot like 'receipt:%' order by id");
}

auto requeue_interrupted(sql::Session& session) -> std::int64_t {
  return session.run(
      "update outgoing_messages set state = 'queued', "
      "uncertain = uncertain + case when method = 'editMessageText' then 0 else 1 end where state = "
      "'sending'");
}

auto prune_outgoing(sql::Session& session, Instant before) -> std::int64_t {
  // Ids rise with the time of queueing: what lies above the first younger one need not be looked at.
  return session.run(
      "delete from outgoing_messages where finished_at < $1 and id < coalesce((select id from "
      "outgoing_messages "
      "where queued_at >= $1 order by id limit 1), 9223372036854775807)",
      before);
}

auto count_outgoing(sql::Session& session) -> OutgoingCounts {
  return *session.one<OutgoingCounts>(
      "select cast(count(case when state in ('queued', 'sending') then 1 end) as bigint), "
      "cast(count(case when state = 'failed' then 1 end) as bigint), "
      "cast(coalesce(sum(uncertain), 0) as bigint) from outgoing_messages");
}

auto outgoing_queue(sql::Session& session) -> OutgoingQueue {
  return *session.one<OutgoingQueue>(
      "select count(*), min(queued_at) from outgoing_messages where state in ('queued', 'sending')");
}

}  // namespace pb::store
