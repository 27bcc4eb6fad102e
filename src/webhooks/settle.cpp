#include "webhooks/settle.h"

#include "base/log.h"
#include "events/record.h"
#include "webhooks/host.h"
#include "webhooks/retries.h"

namespace pb::webhooks {
namespace {

using store::WebhookDeliveryState;
using store::WebhookDisabledReason;
using store::WebhookState;

void disable(store::Unit& unit, store::Webhook webhook, WebhookDisabledReason reason,
             WhenDisabled const& when_disabled) {
  store::set_webhook_state(unit.sql, webhook.id, WebhookState::disabled, reason);
  store::fail_webhook_deliveries(unit.sql, webhook.id, unit.now);
  webhook.state = WebhookState::disabled;
  webhook.disabled_reason = reason;
  auto const host = host_of(webhook);
  events::record(unit.sql, unit.now, Actor::system(), "webhook.disabled", {"webhook", webhook.id.value},
                 {{"host", host}, {"reason", enum_name(reason)}});
  log::warn("webhook.disabled",
            {{"webhook", webhook.id.value}, {"host", host}, {"reason", enum_name(reason)}});
  if (when_disabled) when_disabled(unit, webhook);
}

void succeed(store::Unit& unit, store::Webhook const& webhook, store::WebhookDelivery const& delivery) {
  store::end_webhook_delivery(unit.sql, delivery.id, WebhookDeliveryState::delivered, unit.now);
  if (webhook.failing_since) store::set_webhook_failing(unit.sql, webhook.id, std::nullopt);
}

void fail_or_delay(store::Unit& unit, store::WebhookDelivery const& delivery, Ended const& end) {
  auto const failed = delivery.attempts + 1;
  if (end.verdict == Verdict::gone || failed >= delivery.attempts_limit)
    return store::end_webhook_delivery(unit.sql, delivery.id, WebhookDeliveryState::failed, unit.now);
  store::delay_webhook_delivery(unit.sql, delivery.id, next_attempt(failed, end.retry_after, unit.now));
}

void note_failure(store::Unit& unit, store::Webhook const& webhook, Ended const& end,
                  WhenDisabled const& when_disabled) {
  auto const since = webhook.failing_since.value_or(unit.now);
  if (!webhook.failing_since) store::set_webhook_failing(unit.sql, webhook.id, since);
  if (webhook.state == WebhookState::disabled) return;
  if (end.verdict == Verdict::gone) return disable(unit, webhook, WebhookDisabledReason::gone, when_disabled);
  if (webhook.state == WebhookState::active && since + kDisabledAfter <= unit.now)
    disable(unit, webhook, WebhookDisabledReason::failing, when_disabled);
}

}  // namespace

void settle(store::Unit& unit, Ended const& end, WhenDisabled const& when_disabled) {
  if (!store::release_webhook(unit.sql, end.claim.webhook, end.claim.token)) return;
  if (end.verdict == Verdict::stopped) return;
  auto const webhook = store::find_webhook(unit.sql, end.claim.webhook);
  auto const delivery = store::find_webhook_delivery(unit.sql, end.claim.delivery);
  if (!webhook || !delivery) return;
  store::insert_webhook_attempt(unit.sql, end.attempt);
  if (end.verdict == Verdict::delivered) return succeed(unit, *webhook, *delivery);
  fail_or_delay(unit, *delivery, end);
  note_failure(unit, *webhook, end, when_disabled);
}

}  // namespace pb::webhooks
