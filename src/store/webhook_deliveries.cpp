#include "store/webhook_deliveries.h"

namespace pb::store {
namespace {

std::string const kSelect =
    "select id, webhook_id, message_id, position, type, body, lane, state, attempts, attempts_limit, "
    "next_attempt_at, created_at, finished_at from webhook_deliveries ";

}  // namespace

auto insert_webhook_delivery(sql::Session& session, NewWebhookDelivery const& delivery, Instant now)
    -> std::optional<WebhookDeliveryId> {
  session.notify(kWebhookTopic);
  return session.one<WebhookDeliveryId>(
      "insert into webhook_deliveries (webhook_id, message_id, position, type, body, lane, state, "
      "attempts_limit, next_attempt_at, created_at) "
      "values ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $8) on conflict do nothing returning id",
      delivery.webhook, delivery.message_id, delivery.position, delivery.type, delivery.body, delivery.lane,
      delivery.attempts_limit, now);
}

auto find_webhook_delivery(sql::Session& session, WebhookDeliveryId id) -> std::optional<WebhookDelivery> {
  static auto const text = kSelect + "where id = $1";
  return session.one<WebhookDelivery>(text, id);
}

auto webhook_deliveries_of(sql::Session& session, WebhookId webhook, std::int64_t before, std::int64_t limit)
    -> std::vector<WebhookDelivery> {
  static auto const text = kSelect + "where webhook_id = $1 and id < $2 order by id desc limit $3";
  return session.all<WebhookDelivery>(text, webhook, before, limit);
}

auto count_waiting_aside(sql::Session& session, WebhookId webhook) -> std::int64_t {
  return *session.one<std::int64_t>(
      "select count(*) from webhook_deliveries where webhook_id = $1 and lane = 'aside' and state = 'queued'",
      webhook);
}

void insert_webhook_attempt(sql::Session& session, WebhookAttempt const& attempt) {
  session.run(
      "insert into webhook_attempts (delivery_id, at, duration_ms, url, request_headers, status, "
      "response_headers, response, error) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      attempt.delivery, attempt.at, attempt.duration_ms, attempt.url, attempt.request_headers, attempt.status,
      attempt.response_headers, attempt.response, attempt.error);
}

auto webhook_attempts_of(sql::Session& session, WebhookDeliveryId delivery) -> std::vector<WebhookAttempt> {
  return session.all<WebhookAttempt>(
      "select delivery_id, at, duration_ms, url, request_headers, status, response_headers, response, error "
      "from webhook_attempts where delivery_id = $1 order by id",
      delivery);
}

void delay_webhook_delivery(sql::Session& session, WebhookDeliveryId id, Instant next_attempt_at) {
  session.run("update webhook_deliveries set attempts = attempts + 1, next_attempt_at = $1 where id = $2",
              next_attempt_at, id);
}

void end_webhook_delivery(sql::Session& session, WebhookDeliveryId id, WebhookDeliveryState state,
                          Instant now) {
  session.run(
      "update webhook_deliveries set attempts = attempts + 1, state = $1, next_attempt_at = null, "
      "finished_at = $2 where id = $3",
      state, now, id);
}

void requeue_webhook_delivery(sql::Session& session, WebhookDeliveryId id, Instant now) {
  session.run(
      "update webhook_deliveries set lane = 'aside', state = 'queued', attempts_limit = attempts + 1, "
      "next_attempt_at = $1, finished_at = null where id = $2",
      now, id);
  session.notify(kWebhookTopic);
}

void hasten_webhook_deliveries(sql::Session& session, WebhookId webhook, Instant now) {
  session.run(
      "update webhook_deliveries set next_attempt_at = $1 "
      "where webhook_id = $2 and state = 'queued' and next_attempt_at > $1",
      now, webhook);
  session.notify(kWebhookTopic);
}

void fail_webhook_deliveries(sql::Session& session, WebhookId webhook, Instant now) {
  session.run(
      "update webhook_deliveries set state = 'failed', next_attempt_at = null, finished_at = $1 "
      "where webhook_id = $2 and state = 'queued'",
      now, webhook);
}

auto prune_webhook_deliveries(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t {
  session.run(
      "delete from webhook_attempts where delivery_id in "
      "(select id from webhook_deliveries where created_at < $1 order by id limit $2)",
      before, limit);
  return session.run(
      "delete from webhook_deliveries where id in "
      "(select id from webhook_deliveries where created_at < $1 order by id limit $2)",
      before, limit);
}

}  // namespace pb::store
