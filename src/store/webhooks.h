#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "domain/ids.h"
#include "sql/session.h"

namespace pb {
using WebhookId = Id<struct WebhookTag>;
}

namespace pb::store {

// active: events are sent · paused: they are kept until it is resumed · disabled: there are none
BOOST_DEFINE_ENUM_CLASS(WebhookState, active, paused, disabled)

// gone: the endpoint answered 410 · failing: for days nothing but failures
BOOST_DEFINE_ENUM_CLASS(WebhookDisabledReason, gone, failing)

struct NewWebhook {
  UserId user{};
  std::string url{};
  std::string description{};
  std::string filters{};  // separated by blanks
  std::string secret{};
};

struct Webhook {
  WebhookId id{};
  UserId user{};
  std::string url{};
  std::string description{};
  std::string filters{};
  WebhookState state = WebhookState::active;
  std::optional<WebhookDisabledReason> disabled_reason{};
  std::optional<Instant> failing_since{};
  std::optional<Instant> former_until{};  // until when the former secret signs too
  Instant created_at{};
};

struct WebhookSecrets {
  std::string current{};
  std::optional<std::string> former{};
  std::optional<Instant> former_until{};
};

auto insert_webhook(sql::Session& session, NewWebhook const& webhook, Instant now) -> WebhookId;
auto find_webhook(sql::Session& session, WebhookId id) -> std::optional<Webhook>;
// All of them, newest first.
auto all_webhooks(sql::Session& session) -> std::vector<Webhook>;
auto count_webhooks(sql::Session& session) -> std::int64_t;
// Those whose events are to be kept: active or paused, of an active person with one of these roles.
auto listening_webhooks(sql::Session& session) -> std::vector<Webhook>;

void set_webhook_place(sql::Session& session, WebhookId id, std::string_view url,
                       std::string_view description, std::string_view filters);
void set_webhook_owner(sql::Session& session, WebhookId id, UserId user);
void set_webhook_state(sql::Session& session, WebhookId id, WebhookState state,
                       std::optional<WebhookDisabledReason> reason);
void set_webhook_failing(sql::Session& session, WebhookId id, std::optional<Instant> since);

auto webhook_secrets(sql::Session& session, WebhookId id) -> std::optional<WebhookSecrets>;
// The present secret becomes the former one.
void rotate_webhook_secret(sql::Session& session, WebhookId id, Secret const& secret, Instant former_until);

// With everything it has sent.
void delete_webhook(sql::Session& session, WebhookId id);

}  // namespace pb::store
