#pragma once

#include "base/clock.h"
#include "events/subscription.h"

namespace pb::webhooks {

inline constexpr std::string_view kSubscription = "webhooks";

// For an events::Subscription: every event becomes a message for each active webhook that wants it and whose
// owner may still have it, in the unit in which the position advances; so nothing is lost and nothing comes
// twice. Body: {"type", "timestamp", "data": {"position", "actor", "subject", "data"}}.
[[nodiscard]] auto feeding_handler(Clock const& clock) -> events::Handler;

}  // namespace pb::webhooks
