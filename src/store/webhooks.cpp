#include "store/webhooks.h"

namespace pb::store {
namespace {

std::string const kSelect =
    "select w.id, w.user_id, w.url, w.description, w.filters, w.state, w.disabled_reason, w.failing_since, "
    "w.former_until, w.created_at from webhooks w ";

}  // namespace

auto insert_webhook(sql::Session& session, NewWebhook const& webhook, Instant now) -> WebhookId {
  return *session.one<WebhookId>(
      "insert into webhooks (user_id, url, description, filters, secret, state, created_at) "
      "values ($1, $2, $3, $4, $5, 'active', $6) returning id",
      webhook.user, webhook.url, webhook.description, webhook.filters, webhook.secret, now);
}

auto find_webhook(sql::Session& session, WebhookId id) -> std::optional<Webhook> {
  static auto const text = kSelect + "where w.id = $1";
  return session.one<Webhook>(text, id);
}

auto all_webhooks(sql::Session& session) -> std::vector<Webhook> {
  static auto const text = kSelect + "order by w.id desc";
  return session.all<Webhook>(text);
}

auto count_webhooks(sql::Session& session) -> std::int64_t {
  return *session.one<std::int64_t>("select count(*) from webhooks");
}

auto listening_webhooks(sql::Session& session) -> std::vector<Webhook> {
  static auto const text = kSelect +
                           "join users u on u.id = w.user_id where w.state in ('active', 'paused') "
                           "and u.status = 'active' and u.role in ('owner', 'admin') order by w.id";
  return session.all<Webhook>(text);
}

void set_webhook_place(sql::Session& session, WebhookId id, std::string_view url,
                       std::string_view description, std::string_view filters) {
  session.run("update webhooks set url = $1, description = $2, filters = $3 where id = $4", url, description,
              filters, id);
}

void set_webhook_owner(sql::Session& session, WebhookId id, UserId user) {
  session.run("update webhooks set user_id = $1 where id = $2", user, id);
}

void set_webhook_state(sql::Session& session, WebhookId id, WebhookState state,
                       std::optional<WebhookDisabledReason> reason) {
  session.run("update webhooks set state = $1, disabled_reason = $2 where id = $3", state, reason, id);
}

void set_webhook_failing(sql::Session& session, WebhookId id, std::optional<Instant> since) {
  session.run("update webhooks set failing_since = $1 where id = $2", since, id);
}

auto webhook_secrets(sql::Session& session, WebhookId id) -> std::optional<WebhookSecrets> {
  return session.one<WebhookSecrets>("select secret, former_secret, former_until from webhooks where id = $1",
                                     id);
}

void rotate_webhook_secret(sql::Session& session, WebhookId id, Secret const& secret, Instant former_until) {
  session.run("update webhooks set former_secret = secret, secret = $1, former_until = $2 where id = $3",
              secret.reveal(), former_until, id);
}

void delete_webhook(sql::Session& session, WebhookId id) {
  session.run(
      "delete from webhook_attempts where delivery_id in "
      "(select d.id from webhook_deliveries d where d.webhook_id = $1)",
      id);
  session.run("delete from webhook_deliveries where webhook_id = $1", id);
  session.run("delete from webhooks where id = $1", id);
}

}  // namespace pb::store
