#pragma once

#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "domain/actor.h"
#include "store/unit.h"
#include "store/webhook_deliveries.h"

// The log of what was sent, and messages that a person sends.
namespace pb::webhooks {

inline constexpr std::int64_t kWaitingTestsLimit = 10;  // of one endpoint

struct Delivery {
  store::WebhookDelivery stored{};
  std::vector<store::WebhookAttempt> attempts{};  // oldest first
};

// Newest first, those with an id below `before`.
auto list_deliveries(store::Unit& unit, Actor const& actor, WebhookId webhook, std::int64_t before,
                     std::int64_t limit) -> Result<std::vector<Delivery>>;
auto get_delivery(store::Unit& unit, Actor const& actor, WebhookDeliveryId id) -> Result<Delivery>;

// Sends a message once more, with its own `webhook-id`, now and ahead of what waits; also to a paused or
// disabled endpoint. One attempt, whatever it comes to. What still waits for its turn keeps it, and is only
// tried at once. Event `webhook.redelivered`.
auto redeliver(store::Unit& unit, Actor const& actor, WebhookDeliveryId id) -> Result<void>;

// A message of type webhook.test to this endpoint alone, now; also to a paused or disabled one. One attempt.
// A conflict where kWaitingTestsLimit wait already. Event `webhook.tested`.
auto send_test(store::Unit& unit, Actor const& actor, WebhookId webhook, Random& random)
    -> Result<WebhookDeliveryId>;

// For housekeeping: forgets messages older than kMessagesAreKept, sent or not, at most `limit`; how many.
auto prune(store::Unit& unit, std::int64_t limit) -> std::int64_t;

}  // namespace pb::webhooks
