#include "webhooks/webhooks.h"

#include "domain/name.h"
#include "domain/permission.h"
#include "events/record.h"
#include "store/users.h"
#include "store/webhook_deliveries.h"
#include "webhooks/filter.h"
#include "webhooks/host.h"
#include "webhooks/retries.h"
#include "webhooks/rules.h"
#include "webhooks/signature.h"

namespace pb::webhooks {
namespace {

using store::WebhookState;

void record(store::Unit& unit, Actor const& actor, std::string type, WebhookId id,
            boost::json::object const& data) {
  events::record(unit.sql, unit.now, actor, std::move(type), {"webhook", id.value}, data);
}

auto checked_description(std::string_view text) -> Result<std::string> {
  auto description = clean_name(text);
  if (character_count(description) > kDescriptionLimit)
    return fail(ErrorCode::invalid,
                Message("error.webhook.description", {{"limit", std::int64_t{kDescriptionLimit}}}),
                "description");
  return description;
}

auto endpoint_of(store::Webhook stored) -> Endpoint {
  auto filters = filters_of(stored.filters);
  return {.stored = std::move(stored), .filters = std::move(filters)};
}

auto owner_may_have_it(store::Unit& unit, store::Webhook const& webhook) -> bool {
  auto const owner = store::find_user(unit.sql, webhook.user);
  return owner && owner->status == store::UserStatus::active &&
         may({.user = owner->id, .role = owner->role, .office = owner->office},
             Action::administer_integrations);
}

}  // namespace

auto add_webhook(store::Unit& unit, Actor const& actor, EndpointWanted const& wanted, Random& random)
    -> Result<NewEndpoint> {
  PB_CHECK(check_administers(actor));
  if (actor.kind != Actor::Kind::user) return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  PB_TRY(auto const description, checked_description(wanted.description));
  PB_TRY(auto const filters, checked_filters(wanted.filters));
  if (store::count_webhooks(unit.sql) >= kWebhooksLimit)
    return fail(ErrorCode::conflict, Message("error.webhook.too_many", {{"limit", kWebhooksLimit}}));
  NewEndpoint made{.secret = make_secret(random)};
  made.id = store::insert_webhook(unit.sql,
                                  {.user = actor.user,
                                   .url = wanted.place.url(),
                                   .description = description,
                                   .filters = filters,
                                   .secret = made.secret.reveal()},
                                  unit.now);
  record(unit, actor, "webhook.added", made.id, {{"host", wanted.place.host()}, {"filters", filters}});
  return made;
}

auto change_webhook(store::Unit& unit, Actor const& actor, WebhookId id, EndpointChange const& change)
    -> Result<void> {
  PB_TRY(auto const before, found_webhook(unit, actor, id));
  auto after = before;
  if (change.place) after.url = change.place->url();
  if (change.description) {
    PB_TRY(after.description, checked_description(*change.description));
  }
  if (change.filters) {
    PB_TRY(after.filters, checked_filters(*change.filters));
  }
  if (after.url == before.url && after.description == before.description && after.filters == before.filters)
    return {};
  store::set_webhook_place(unit.sql, id, after.url, after.description, after.filters);
  record(unit, actor, "webhook.changed", id, {{"host", host_of(after)}, {"filters", after.filters}});
  return {};
}

auto rotate_secret(store::Unit& unit, Actor const& actor, WebhookId id, Random& random) -> Result<Secret> {
  PB_TRY(auto const webhook, found_webhook(unit, actor, id));
  auto secret = make_secret(random);
  store::rotate_webhook_secret(unit.sql, id, secret, unit.now + kFormerSecretLasts);
  record(unit, actor, "webhook.secret_rotated", id, {{"host", host_of(webhook)}});
  return secret;
}

auto remove_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void> {
  PB_TRY(auto const webhook, found_webhook(unit, actor, id));
  store::delete_webhook(unit.sql, id);
  record(unit, actor, "webhook.removed", id, {{"host", host_of(webhook)}});
  return {};
}

auto pause_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void> {
  PB_TRY(auto const webhook, found_webhook(unit, actor, id));
  if (webhook.state != WebhookState::active) return {};
  store::set_webhook_state(unit.sql, id, WebhookState::paused, std::nullopt);
  record(unit, actor, "webhook.paused", id, {{"host", host_of(webhook)}});
  return {};
}

auto resume_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void> {
  PB_TRY(auto const webhook, found_webhook(unit, actor, id));
  bool const owned = owner_may_have_it(unit, webhook);
  if (webhook.state == WebhookState::active && owned) return {};
  if (!owned && actor.kind == Actor::Kind::user) store::set_webhook_owner(unit.sql, id, actor.user);
  store::set_webhook_state(unit.sql, id, WebhookState::active, std::nullopt);
  store::set_webhook_failing(unit.sql, id, std::nullopt);
  store::hasten_webhook_deliveries(unit.sql, id, unit.now);
  record(unit, actor, "webhook.resumed", id, {{"host", host_of(webhook)}});
  return {};
}

auto list_webhooks(store::Unit& unit, Actor const& actor) -> Result<std::vector<Endpoint>> {
  PB_CHECK(check_administers(actor));
  std::vector<Endpoint> endpoints;
  for (auto& stored : store::all_webhooks(unit.sql)) endpoints.push_back(endpoint_of(std::move(stored)));
  return endpoints;
}

auto get_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<Endpoint> {
  PB_TRY(auto stored, found_webhook(unit, actor, id));
  return endpoint_of(std::move(stored));
}

}  // namespace pb::webhooks
