#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb {
using WebhookId = Id<struct WebhookTag>;
using WebhookMessageId = Id<struct WebhookMessageTag>;
}  // namespace pb

namespace pb::store {

// paused: by its owner · disabled: by the program, which says why
BOOST_DEFINE_ENUM_CLASS(WebhookState, active, paused, disabled)
BOOST_DEFINE_ENUM_CLASS(WebhookMessageState, queued, delivered, failed)

struct Webhook {
  WebhookId id{};
  UserId owner{};
  std::string url{};
  std::string description{};
  std::string events{};  // filters, separated by blanks
  std::string secret{};
  std::optional<std::string> former_secret{};
  std::optional<Instant> former_until{};
  WebhookState state = WebhookState::active;
  std::optional<std::string> reason{};  // a key of the catalogue
  std::optional<Instant> failing_since{};
  Instant created_at{};
};

auto insert_webhook(sql::Session& session, Webhook const& webhook, Instant now) -> WebhookId;
// All that can be changed of it.
void save_webhook(sql::Session& session, Webhook const& webhook);
auto remove_webhook(sql::Session& session, WebhookId id, Instant now) -> bool;
// Removed ones are not found, here and below.
auto find_webhook(sql::Session& session, WebhookId id) -> std::optional<Webhook>;
// By id; of one owner where given.
auto list_webhooks(sql::Session& session, std::optional<UserId> owner) -> std::vector<Webhook>;

struct NewWebhookMessage {
  WebhookId webhook{};
  std::optional<std::int64_t> position{};
  std::string message{};
  std::string type{};
  std::string body{};
};
struct WebhookMessage {
  WebhookMessageId id{};
  WebhookId webhook{};
  std::string message{};
  std::string type{};
  std::string body{};
  WebhookMessageState state = WebhookMessageState::queued;
  std::int64_t attempts = 0;
  Instant due_at{};
  Instant created_at{};
  std::optional<Instant> finished_at{};
};

// Nothing where the event is there already.
auto insert_webhook_message(sql::Session& session, NewWebhookMessage const& message, Instant now)
    -> std::optional<WebhookMessageId>;
auto find_webhook_message(sql::Session& session, WebhookMessageId id) -> std::optional<WebhookMessage>;
// The one whose turn it is.
auto first_queued(sql::Session& session, WebhookId webhook) -> std::optional<WebhookMessage>;
// Newest first, those with an id below `before`.
auto webhook_messages(sql::Session& session, WebhookId webhook, std::int64_t before, std::int64_t limit)
    -> std::vector<WebhookMessage>;
void delay_webhook_message(sql::Session& session, WebhookMessageId id, Instant due_at);
void end_webhook_message(sql::Session& session, WebhookMessageId id, WebhookMessageState state, Instant now);

struct WebhookAttempt {
  Instant at{};
  std::int64_t took_ms = 0;
  std::optional<std::int64_t> status{};  // none: there was no answer
  std::string answer{};                  // its beginning
  std::optional<std::string> problem{};
};
void insert_webhook_attempt(sql::Session& session, WebhookMessageId message, WebhookAttempt const& attempt);
// Oldest first.
auto webhook_attempts(sql::Session& session, WebhookMessageId message) -> std::vector<WebhookAttempt>;

// Forgets what was finished before; how many messages.
auto prune_webhook_messages(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t;

}  // namespace pb::store
