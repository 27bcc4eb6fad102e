#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/random.h"
#include "domain/ids.h"
#include "events/event_log.h"

// What receivers get.
namespace pb::webhooks {

inline constexpr std::string_view kTestType = "webhook.test";

// The value of `webhook-id`: "msg_" and random letters. It stays the same however often a message is sent.
[[nodiscard]] auto make_message_id(Random& random) -> std::string;

// {"type","timestamp","data":{"position","actor","subject":{"kind","id"},"data"}}; actor is null for the
// system.
[[nodiscard]] auto body_of(events::Event const& event) -> std::string;
// The same form, about an endpoint, of type webhook.test and without a position.
[[nodiscard]] auto test_body(Instant at, std::optional<UserId> actor, std::int64_t webhook) -> std::string;

}  // namespace pb::webhooks
