#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/random.h"
#include "base/secret.h"

// Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks), symmetric signatures.
namespace pb::webhooks {

// "whsec_" and 32 random bytes in base64.
[[nodiscard]] auto make_secret(Random& random) -> Secret;

// "v1," and HMAC-SHA256 over "id.timestamp.body" in base64; the timestamp is in whole seconds. Empty where
// the secret is not of make_secret()'s form.
[[nodiscard]] auto signature(Secret const& secret, std::string_view id, Instant at, std::string_view body)
    -> std::string;

[[nodiscard]] auto unix_seconds(Instant at) -> std::string;

}  // namespace pb::webhooks
