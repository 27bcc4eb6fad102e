#include "store/report_deliveries.h"

namespace pb::store {
namespace {

std::string const kSelect =
    "select id, schedule_id, recipient_id, slot, round, copy_id, kind, user_id, chat_id, topic_id, address, "
    "asked_by, state, reason, attempts, parts, parts_sent, message_id, held_until, created_at, finished_at "
    "from report_deliveries ";

}  // namespace

auto insert_delivery(sql::Session& session, NewReportDelivery const& delivery, Instant now)
    -> std::optional<ReportDeliveryId> {
  auto const finished = delivery.state == DeliveryState::skipped || delivery.state == DeliveryState::failed
                            ? std::optional(now)
                            : std::nullopt;
  return session.one<ReportDeliveryId>(
      "insert into report_deliveries (schedule_id, recipient_id, slot, round, copy_id, kind, user_id, "
      "chat_id, "
      "topic_id, address, asked_by, state, reason, held_until, created_at, finished_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
      "on conflict do nothing returning id",
      delivery.schedule, delivery.recipient, delivery.slot, delivery.round, delivery.copy,
      delivery.where.kind, delivery.where.user, delivery.where.chat_id, delivery.where.topic_id,
      delivery.where.address, delivery.asked_by, delivery.state, delivery.reason, delivery.held_until, now,
      finished);
}

auto find_delivery(sql::Session& session, ReportDeliveryId id) -> std::optional<ReportDelivery> {
  static auto const text = kSelect + "where id = $1";
  return session.one<ReportDelivery>(text, id);
}

auto deliveries_of(sql::Session& session, ReportScheduleId schedule, std::int64_t limit)
    -> std::vector<ReportDelivery> {
  static auto const text = kSelect + "where schedule_id = $1 order by slot desc, id desc limit $2";
  return session.all<ReportDelivery>(text, schedule, limit);
}

auto last_delivery(sql::Session& session, ReportRecipientId recipient) -> std::optional<ReportDelivery> {
  static auto const text = kSelect + "where recipient_id = $1 order by id desc limit 1";
  return session.one<ReportDelivery>(text, recipient);
}

auto last_round(sql::Session& session, ReportDelivery const& delivery) -> std::int64_t {
  return session
      .one<std::int64_t>(
          "select coalesce(max(round), 0) from report_deliveries where schedule_id = $1 and slot = $2 "
          "and recipient_id = $3",
          delivery.schedule, delivery.slot, delivery.recipient)
      .value_or(0);
}

auto open_copies(sql::Session& session, Instant slot) -> std::vector<ReportCopyId> {
  return session.all<ReportCopyId>(
      "select distinct copy_id from report_deliveries where state in ('queued', 'held', 'sending') "
      "and state <> 'sending' and slot = $1 and copy_id is not null order by copy_id",
      slot);
}

auto queued_deliveries(sql::Session& session, ReportCopyId copy, ReportDeliveryId after, std::int64_t limit)
    -> std::vector<ReportDelivery> {
  static auto const text = kSelect +
                           "where copy_id = $1 and state in ('queued', 'held', 'sending') and state = "
                           "'queued' and id > $2 order by id limit $3";
  return session.all<ReportDelivery>(text, copy, after, limit);
}

auto held_of_copy(sql::Session& session, ReportCopyId copy) -> std::vector<ReportDeliveryId> {
  return session.all<ReportDeliveryId>(
      "select id from report_deliveries where copy_id = $1 and state in ('queued', 'held', 'sending') "
      "and state = 'held' order by id",
      copy);
}

auto held_deliveries(sql::Session& session, UserId user, Instant now) -> std::vector<ReportDelivery> {
  static auto const text =
      kSelect + "where user_id = $1 and state = 'held' and held_until <= $2 order by held_until, id";
  return session.all<ReportDelivery>(text, user, now);
}

void release_held(sql::Session& session, ReportDeliveryId id) {
  session.run("update report_deliveries set state = 'queued' where id = $1 and state = 'held'", id);
}

auto begin_sending(sql::Session& session, ReportDeliveryId id, std::int64_t parts) -> bool {
  return session.run(
             "update report_deliveries set state = 'sending', parts = $1, attempts = attempts + 1 "
             "where id = $2 and state = 'queued'",
             parts, id) == 1;
}

void delay_delivery(sql::Session& session, ReportDeliveryId id, std::string_view reason) {
  session.run(
      "update report_deliveries set state = 'queued', reason = $1 where id = $2 and state = 'sending'",
      reason, id);
}

auto end_delivery(sql::Session& session, ReportDeliveryId id, DeliveryState state,
                  std::optional<std::string> const& reason, Instant now) -> bool {
  return session.run(
             "update report_deliveries set state = $1, reason = $2, finished_at = $3 "
             "where id = $4 and state in ('queued', 'held', 'sending')",
             state, reason, now, id) == 1;
}

auto confirm_part(sql::Session& session, ReportDeliveryId id, std::optional<std::int64_t> message_id,
                  Instant now) -> bool {
  session.run(
      "update report_deliveries set parts_sent = parts_sent + 1, message_id = coalesce(message_id, $1) "
      "where id = $2 and state = 'sending'",
      message_id, id);
  return session.run(
             "update report_deliveries set state = 'sent', reason = null, finished_at = $1 "
             "where id = $2 and state = 'sending' and parts_sent >= parts",
             now, id) == 1;
}

auto prune_deliveries(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t {
  auto const receipts = session.run(
      "delete from report_deliveries where id in (select id from report_deliveries where created_at < $1 "
      "and finished_at < $1 order by id limit $2)",
      before, limit);
  session.run(
      "delete from report_copies where id in (select c.id from report_copies c where c.created_at < $1 "
      "and not exists (select 1 from report_deliveries d where d.copy_id = c.id) "
      "and not exists (select 1 from report_runs r where r.copy_id = c.id) "
      "and not exists (select 1 from report_artefacts a where a.copy_id = c.id) order by c.id limit $2)",
      before, limit);
  return receipts;
}

}  // namespace pb::store
