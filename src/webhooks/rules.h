#pragma once

#include "base/error.h"
#include "domain/actor.h"
#include "store/unit.h"
#include "store/webhooks.h"

// What the use cases of this room ask before they act.
namespace pb::webhooks {

auto check_administers(Actor const& actor) -> Result<void>;
// The endpoint, for who may administer it.
auto found_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<store::Webhook>;

}  // namespace pb::webhooks
