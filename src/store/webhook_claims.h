#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "store/webhook_deliveries.h"

// Which node sends for which endpoint. An endpoint is claimed as a whole, so that its messages leave one
// after the other wherever they are sent from.
namespace pb::store {

// A message that the claimer may send now. `token` grows with every claim of the endpoint.
struct ClaimedWebhook {
  WebhookId webhook{};
  std::int64_t token = 0;
  WebhookDeliveryId delivery{};
};

struct WebhookClaim {
  Instant now{};
  std::chrono::microseconds lease{};
  std::int64_t limit = 1;
};

// Claims endpoints with a message due, those that wait longest first: one aside goes before one in order. An
// endpoint that is claimed already, or whose owner may have none any more, is passed over. A claim further in
// the future than a lease is long comes from a clock that was moved back since, and counts no more.
auto claim_webhooks(sql::Session& session, WebhookClaim const& claim) -> std::vector<ClaimedWebhook>;
// When the next message is due or the claim in its way ends.
auto next_webhook_due(sql::Session& session) -> std::optional<Instant>;

// Ends a claim. False when the endpoint was claimed by another since, or is no more: what its claimer found
// out counts no more.
auto release_webhook(sql::Session& session, WebhookId webhook, std::int64_t token) -> bool;
// For a database that one process alone can have: whoever held a claim has died.
void free_webhook_claims(sql::Session& session);

}  // namespace pb::store
