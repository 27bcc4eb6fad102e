#pragma once

#include <functional>

#include "store/unit.h"
#include "webhooks/attempt.h"

namespace pb::webhooks {

// Told in the unit that disables an endpoint: the place to queue a notice for its owner.
using WhenDisabled = std::function<void(store::Unit&, store::Webhook const&)>;

// What the end of an attempt means: a line in the log; the message is delivered, waits for its next attempt,
// or is given up; the endpoint is disabled (event `webhook.disabled`) where it is gone or has failed for
// kDisabledAfter. Everything that waits for a disabled endpoint fails. Nothing at all where the claim is
// lost.
void settle(store::Unit& unit, Ended const& end, WhenDisabled const& when_disabled);

}  // namespace pb::webhooks
