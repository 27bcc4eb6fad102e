#include "webhooks/intake.h"

#include "store/webhook_deliveries.h"
#include "webhooks/filter.h"
#include "webhooks/message.h"
#include "webhooks/retries.h"

namespace pb::webhooks {

void make_messages(store::Unit& unit, std::span<events::Event const> events, Random& random) {
  auto const listening = store::listening_webhooks(unit.sql);
  for (auto const& event : events) {
    std::string body;
    for (auto const& webhook : listening) {
      if (event.at < webhook.created_at || !wants(webhook.filters, event.type)) continue;
      if (body.empty()) body = body_of(event);
      store::insert_webhook_delivery(unit.sql,
                                     {.webhook = webhook.id,
                                      .message_id = make_message_id(random),
                                      .position = event.position.value,
                                      .type = event.type,
                                      .body = body,
                                      .lane = store::WebhookLane::in_order,
                                      .attempts_limit = kAttempts},
                                     unit.now);
    }
  }
}

auto make_intake(events::Feed& feed, Clock const& clock, Random& random)
    -> std::unique_ptr<events::Subscription> {
  return std::make_unique<events::Subscription>(
      feed, std::string(kSubscription),
      [&clock, &random](sql::Session& session, std::span<events::Event const> events) {
        store::Unit unit{session, clock.now()};
        make_messages(unit, events, random);
      });
}

}  // namespace pb::webhooks
