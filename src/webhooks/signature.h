#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/random.h"
#include "base/secret.h"

// Signatures as Standard Webhooks has them (standardwebhooks.com, specification 1.0.0, symmetric).
namespace pb::webhooks {

inline constexpr std::string_view kSecretBeginning = "whsec_";
inline constexpr std::size_t kSecretBytes = 32;  // of ours; 24 to 64 are good
inline constexpr std::size_t kSecretBytesLeast = 24;
inline constexpr std::size_t kSecretBytesMost = 64;

// "whsec_" and base64 of random bytes.
[[nodiscard]] auto make_secret(Random& random) -> Secret;
// The bytes behind "whsec_"; nothing for what is no such secret.
[[nodiscard]] auto key_of(Secret const& secret) -> std::optional<std::string>;

struct SignedParts {
  std::string_view id;
  Instant at;
  std::string_view body;
};

// Seconds since 1970, as the header and the signature have them.
[[nodiscard]] auto timestamp_of(Instant at) -> std::string;
// The value of `webhook-signature`: for each secret, in order, "v1," and base64 of HMAC-SHA256 over
// "id.timestamp.body", separated by blanks.
[[nodiscard]] auto signature_of(SignedParts const& parts, std::span<Secret const> secrets) -> std::string;

}  // namespace pb::webhooks
