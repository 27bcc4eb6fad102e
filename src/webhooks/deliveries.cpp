#include "webhooks/deliveries.h"

#include "events/record.h"
#include "webhooks/message.h"
#include "webhooks/retries.h"
#include "webhooks/rules.h"

namespace pb::webhooks {
namespace {

auto with_attempts(store::Unit& unit, store::WebhookDelivery stored) -> Delivery {
  auto attempts = store::webhook_attempts_of(unit.sql, stored.id);
  return {.stored = std::move(stored), .attempts = std::move(attempts)};
}

}  // namespace

auto list_deliveries(store::Unit& unit, Actor const& actor, WebhookId webhook, std::int64_t before,
                     std::int64_t limit) -> Result<std::vector<Delivery>> {
  PB_CHECK(found_webhook(unit, actor, webhook));
  std::vector<Delivery> deliveries;
  for (auto& stored : store::webhook_deliveries_of(unit.sql, webhook, before, limit))
    deliveries.push_back(with_attempts(unit, std::move(stored)));
  return deliveries;
}

auto get_delivery(store::Unit& unit, Actor const& actor, WebhookDeliveryId id) -> Result<Delivery> {
  PB_CHECK(check_administers(actor));
  auto found = store::find_webhook_delivery(unit.sql, id);
  if (!found) return fail(ErrorCode::not_found, Message("error.webhook.delivery_unknown"), "delivery");
  return with_attempts(unit, std::move(*found));
}

auto redeliver(store::Unit& unit, Actor const& actor, WebhookDeliveryId id) -> Result<void> {
  PB_TRY(auto const delivery, get_delivery(unit, actor, id));
  if (delivery.stored.state == store::WebhookDeliveryState::queued) {
    store::hasten_webhook_deliveries(unit.sql, delivery.stored.webhook, unit.now);
  } else {
    store::requeue_webhook_delivery(unit.sql, id, unit.now);
  }
  events::record(unit.sql, unit.now, actor, "webhook.redelivered", {"webhook", delivery.stored.webhook.value},
                 {{"delivery", id.value}, {"type", delivery.stored.type}});
  return {};
}

auto send_test(store::Unit& unit, Actor const& actor, WebhookId webhook, Random& random)
    -> Result<WebhookDeliveryId> {
  PB_CHECK(found_webhook(unit, actor, webhook));
  if (store::count_waiting_aside(unit.sql, webhook) >= kWaitingTestsLimit)
    return fail(ErrorCode::conflict, Message("error.webhook.tests_wait"));
  auto const id =
      store::insert_webhook_delivery(unit.sql,
                                     {.webhook = webhook,
                                      .message_id = make_message_id(random),
                                      .type = std::string(kTestType),
                                      .body = test_body(unit.now, events::acting_user(actor), webhook.value),
                                      .lane = store::WebhookLane::aside,
                                      .attempts_limit = 1},
                                     unit.now);
  events::record(unit.sql, unit.now, actor, "webhook.tested", {"webhook", webhook.value}, {});
  return id.value();
}

auto prune(store::Unit& unit, std::int64_t limit) -> std::int64_t {
  return store::prune_webhook_deliveries(unit.sql, unit.now - kMessagesAreKept, limit);
}

}  // namespace pb::webhooks
