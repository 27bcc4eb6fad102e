#include "store/webhooks.h"

namespace pb::store {
namespace {

std::string const kWebhook =
    "select id, owner_id, url, description, events, secret, former_secret, former_until, state, reason, "
    "failing_since, created_at from webhooks ";
std::string const kMessage =
    "select id, webhook_id, message, type, body, state, attempts, due_at, created_at, finished_at "
    "from webhook_messages ";

}  // namespace

auto insert_webhook(sql::Session& session, Webhook const& webhook, Instant now) -> WebhookId {
  return *session.one<WebhookId>(
      "insert into webhooks (owner_id, url, description, events, secret, state, created_at) "
      "values ($1, $2, $3, $4, $5, $6, $7) returning id",
      webhook.owner, webhook.url, webhook.description, webhook.events, webhook.secret, webhook.state, now);
}

void save_webhook(sql::Session& session, Webhook const& webhook) {
  session.run(
      "update webhooks set url = $1, description = $2, events = $3, secret = $4, former_secret = $5, "
      "former_until = $6, state = $7, reason = $8, failing_since = $9 where id = $10",
      webhook.url, webhook.description, webhook.events, webhook.secret, webhook.former_secret,
      webhook.former_until, webhook.state, webhook.reason, webhook.failing_since, webhook.id);
}

auto remove_webhook(sql::Session& session, WebhookId id, Instant now) -> bool {
  return session.run("update webhooks set removed_at = $1 where id = $2 and removed_at is null", now, id) ==
         1;
}

auto find_webhook(sql::Session& session, WebhookId id) -> std::optional<Webhook> {
  static auto const text = kWebhook + "where id = $1 and removed_at is null";
  return session.one<Webhook>(text, id);
}

auto list_webhooks(sql::Session& session, std::optional<UserId> owner) -> std::vector<Webhook> {
  static auto const text =
      kWebhook + "where removed_at is null and (cast($1 as bigint) is null or owner_id = $1) order by id";
  return session.all<Webhook>(text, owner);
}

auto insert_webhook_message(sql::Session& session, NewWebhookMessage const& message, Instant now)
    -> std::optional<WebhookMessageId> {
  return session.one<WebhookMessageId>(
      "insert into webhook_messages (webhook_id, position, message, type, body, state, due_at, created_at) "
      "values ($1, $2, $3, $4, $5, 'queued', $6, $6) on conflict (webhook_id, position) do nothing returning "
      "id",
      message.webhook, message.position, message.message, message.type, message.body, now);
}

auto find_webhook_message(sql::Session& session, WebhookMessageId id) -> std::optional<WebhookMessage> {
  static auto const text = kMessage + "where id = $1";
  return session.one<WebhookMessage>(text, id);
}

auto first_queued(sql::Session& session, WebhookId webhook) -> std::optional<WebhookMessage> {
  static auto const text = kMessage + "where webhook_id = $1 and state = 'queued' order by id limit 1";
  return session.one<WebhookMessage>(text, webhook);
}

auto webhook_messages(sql::Session& session, WebhookId webhook, std::int64_t before, std::int64_t limit)
    -> std::vector<WebhookMessage> {
  static auto const text = kMessage + "where webhook_id = $1 and id < $2 order by id desc limit $3";
  return session.all<WebhookMessage>(text, webhook, before, limit);
}

void delay_webhook_message(sql::Session& session, WebhookMessageId id, Instant due_at) {
  session.run("update webhook_messages set attempts = attempts + 1, due_at = $1 where id = $2", due_at, id);
}

void end_webhook_message(sql::Session& session, WebhookMessageId id, WebhookMessageState state, Instant now) {
  session.run(
      "update webhook_messages set attempts = attempts + 1, state = $1, finished_at = $2 where id = $3",
      state, now, id);
}

void insert_webhook_attempt(sql::Session& session, WebhookMessageId message, WebhookAttempt const& attempt) {
  session.run(
      "insert into webhook_attempts (message_id, at, took_ms, status, answer, problem) "
      "values ($1, $2, $3, $4, $5, $6)",
      message, attempt.at, attempt.took_ms, attempt.status, attempt.answer, attempt.problem);
}

auto webhook_attempts(sql::Session& session, WebhookMessageId message) -> std::vector<WebhookAttempt> {
  return session.all<WebhookAttempt>(
      "select at, took_ms, status, answer, problem from webhook_attempts where message_id = $1 order by id",
      message);
}

auto prune_webhook_messages(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t {
  session.run(
      "delete from webhook_attempts where message_id in (select id from webhook_messages "
      "where state <> 'queued' and created_at < $1 order by id limit $2)",
      before, limit);
  return session.run(
      "delete from webhook_messages where id in (select id from webhook_messages "
      "where state <> 'queued' and created_at < $1 order by id limit $2)",
      before, limit);
}

}  // namespace pb::store
