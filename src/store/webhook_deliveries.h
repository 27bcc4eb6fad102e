#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/webhooks.h"

namespace pb {
using WebhookDeliveryId = Id<struct WebhookDeliveryTag>;
}

namespace pb::store {

inline constexpr std::string_view kWebhookTopic = "webhooks";  // notified when something may be due

BOOST_DEFINE_ENUM_CLASS(WebhookDeliveryState, queued, delivered, failed)

// in_order: one after the other · aside: a person waits for it, and nothing goes before
BOOST_DEFINE_ENUM_CLASS(WebhookLane, in_order, aside)

struct NewWebhookDelivery {
  WebhookId webhook{};
  std::string message_id{};
  std::optional<std::int64_t> position{};  // of the event; none: a test
  std::string type{};
  std::string body{};
  WebhookLane lane = WebhookLane::in_order;
  std::int64_t attempts_limit = 1;
};

struct WebhookDelivery {
  WebhookDeliveryId id{};
  WebhookId webhook{};
  std::string message_id{};
  std::optional<std::int64_t> position{};
  std::string type{};
  std::string body{};
  WebhookLane lane = WebhookLane::in_order;
  WebhookDeliveryState state = WebhookDeliveryState::queued;
  std::int64_t attempts = 0;
  std::int64_t attempts_limit = 1;
  std::optional<Instant> next_attempt_at{};
  Instant created_at{};
  std::optional<Instant> finished_at{};
};

struct WebhookAttempt {
  WebhookDeliveryId delivery{};
  Instant at{};
  std::int64_t duration_ms = 0;
  std::string url{};
  std::string request_headers{};  // lines "name: value"
  std::optional<std::int64_t> status{};
  std::string response_headers{};
  std::string response{};              // the beginning of the body
  std::optional<std::string> error{};  // why it is a failure; none: it was none
};

// Due at once. Nothing when the endpoint has a delivery of this position already.
auto insert_webhook_delivery(sql::Session& session, NewWebhookDelivery const& delivery, Instant now)
    -> std::optional<WebhookDeliveryId>;
auto find_webhook_delivery(sql::Session& session, WebhookDeliveryId id) -> std::optional<WebhookDelivery>;
// Newest first, those with an id below `before`.
auto webhook_deliveries_of(sql::Session& session, WebhookId webhook, std::int64_t before, std::int64_t limit)
    -> std::vector<WebhookDelivery>;

// Messages aside that are still to be sent.
auto count_waiting_aside(sql::Session& session, WebhookId webhook) -> std::int64_t;

void insert_webhook_attempt(sql::Session& session, WebhookAttempt const& attempt);
// Oldest first.
auto webhook_attempts_of(sql::Session& session, WebhookDeliveryId delivery) -> std::vector<WebhookAttempt>;

// One attempt more is counted, and the next one has its time, or there is none and this is the end.
void delay_webhook_delivery(sql::Session& session, WebhookDeliveryId id, Instant next_attempt_at);
void end_webhook_delivery(sql::Session& session, WebhookDeliveryId id, WebhookDeliveryState state,
                          Instant now);

// Aside, at once, one more attempt; whatever has become of it before.
void requeue_webhook_delivery(sql::Session& session, WebhookDeliveryId id, Instant now);
// What waits for its next attempt waits no longer.
void hasten_webhook_deliveries(sql::Session& session, WebhookId webhook, Instant now);
// Everything queued of an endpoint fails.
void fail_webhook_deliveries(sql::Session& session, WebhookId webhook, Instant now);

// Forgets messages made before `before`, with their attempts, at most `limit`; how many.
auto prune_webhook_deliveries(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t;

}  // namespace pb::store
