#pragma once

#include <memory>
#include <span>

#include "base/clock.h"
#include "base/random.h"
#include "events/event_log.h"
#include "events/subscription.h"
#include "store/unit.h"

namespace pb::webhooks {

inline constexpr std::string_view kSubscription = "webhooks";

// One message for each event and each endpoint that wants it and is older than the event. Endpoints whose
// owner is blocked, or may have none any more, get nothing. The same events again make nothing new.
void make_messages(store::Unit& unit, std::span<events::Event const> events, Random& random);

// Reads the event log and makes messages, in the unit in which its position moves on: each event once, also
// after a crash and on several nodes. Start it after the feed, and stop it before.
[[nodiscard]] auto make_intake(events::Feed& feed, Clock const& clock, Random& random)
    -> std::unique_ptr<events::Subscription>;

}  // namespace pb::webhooks
