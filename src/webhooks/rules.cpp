#include "webhooks/rules.h"

#include "domain/permission.h"

namespace pb::webhooks {

auto check_administers(Actor const& actor) -> Result<void> {
  if (may(actor, Action::administer_integrations)) return {};
  return fail(ErrorCode::forbidden, Message("error.not_allowed"));
}

auto found_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<store::Webhook> {
  PB_CHECK(check_administers(actor));
  auto found = store::find_webhook(unit.sql, id);
  if (!found) return fail(ErrorCode::not_found, Message("error.webhook.unknown"), "webhook");
  return std::move(*found);
}

}  // namespace pb::webhooks
