#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/random.h"
#include "base/secret.h"

// Codes of authenticator apps: RFC 6238 with what all of them support (SHA-1, six digits, steps of 30
// seconds).
namespace pb::crypto {

inline constexpr std::chrono::seconds kTotpStep{30};
inline constexpr std::int64_t kTotpWindow = 1;  // steps that a clock may be off, either way
inline constexpr std::size_t kTotpKeyBytes = 20;

// A new key: 20 random bytes, as RFC 4226 recommends.
[[nodiscard]] auto make_totp_key(Random& random) -> Secret;

// The step an instant lies in, counted from 1970.
[[nodiscard]] auto totp_step(Instant now) -> std::int64_t;
// The six digits of a step.
[[nodiscard]] auto totp_code(Secret const& key, std::int64_t step) -> std::string;

// The step whose code was typed: this one, the one before or the one after; blanks in the code are forgiven.
// Nothing where none fits, or where it is not later than `last_used`: who keeps the step that is returned
// here lets no code in twice. Takes the same time whichever step fits.
[[nodiscard]] auto match_totp(Secret const& key, std::string_view typed, Instant now,
                              std::optional<std::int64_t> last_used) -> std::optional<std::int64_t>;

// What apps read from a QR code (otpauth://totp/ISSUER:ACCOUNT?...). It holds the key.
[[nodiscard]] auto totp_uri(Secret const& key, std::string_view issuer, std::string_view account) -> Secret;

}  // namespace pb::crypto
