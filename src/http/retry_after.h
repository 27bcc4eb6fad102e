#pragma once

#include <chrono>
#include <optional>

#include "base/calendar.h"
#include "http/message.h"

namespace pb::http {

// How long an answer asks to be left alone (RFC 9110, 10.2.3: seconds or a date). Never negative; nothing
// where it does not say, or says it badly.
[[nodiscard]] auto retry_after(Headers const& headers, Instant now) -> std::optional<std::chrono::seconds>;

}  // namespace pb::http
