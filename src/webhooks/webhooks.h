#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "domain/actor.h"
#include "store/unit.h"
#include "store/webhooks.h"
#include "webhooks/place.h"

// Endpoints that are told what happens. All are seen and changed by everybody who may administer integrations
// (owners and admins), who see every event anyway. An endpoint belongs to one of them; while that person is
// blocked or may have none any more, nothing is sent to it. Events tell its host, never its whole address.
namespace pb::webhooks {

inline constexpr std::int64_t kWebhooksLimit = 50;     // of the installation
inline constexpr std::size_t kDescriptionLimit = 200;  // characters

struct Endpoint {
  store::Webhook stored{};
  std::vector<std::string> filters{};
};

struct NewEndpoint {
  WebhookId id{};
  Secret secret;  // shown once
};

struct EndpointWanted {
  Place place;
  std::string description{};
  std::vector<std::string> filters{};
};

// What is absent stays as it is.
struct EndpointChange {
  std::optional<Place> place{};
  std::optional<std::string> description{};
  std::optional<std::vector<std::string>> filters{};
};

// For a person, whose it is. It gets what happens from now on. Event `webhook.added`.
auto add_webhook(store::Unit& unit, Actor const& actor, EndpointWanted const& wanted, Random& random)
    -> Result<NewEndpoint>;
// Also for messages that wait. Event `webhook.changed`; none where nothing is another.
auto change_webhook(store::Unit& unit, Actor const& actor, WebhookId id, EndpointChange const& change)
    -> Result<void>;
// The new secret, shown once. The one before signs too for kFormerSecretLasts. Event
// `webhook.secret_rotated`.
auto rotate_secret(store::Unit& unit, Actor const& actor, WebhookId id, Random& random) -> Result<Secret>;
// With its messages and log. Event `webhook.removed`.
auto remove_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void>;

// Events are kept, and sent when it is resumed. Event `webhook.paused`; nothing where it is not active.
auto pause_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void>;
// Active again, paused or disabled before; what waits is tried at once. Where its owner may have none any
// more, it belongs to the actor from now on. Event `webhook.resumed`; nothing where it is active already.
auto resume_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void>;

// Newest first.
auto list_webhooks(store::Unit& unit, Actor const& actor) -> Result<std::vector<Endpoint>>;
auto get_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<Endpoint>;

}  // namespace pb::webhooks
