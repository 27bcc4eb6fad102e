#pragma once

#include <optional>
#include <string_view>

#include "app/finding.h"
#include "app/settings.h"
#include "base/clock.h"
#include "http/client.h"

namespace pb::app {

// Whether the Bot API server of these settings answers, knows the bot, and brings updates the way that is
// configured; and whether its clock agrees with ours. Nothing is changed there.
auto examine_telegram(Settings const& settings, Clock const& clock, http::Client& client) -> Findings;

// The Date header of HTTP: "Wed, 25 Nov 2026 14:25:00 GMT".
[[nodiscard]] auto parse_http_date(std::string_view text) -> std::optional<Instant>;

}  // namespace pb::app
