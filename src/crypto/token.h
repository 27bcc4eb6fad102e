#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"

namespace pb::crypto {

// `bytes` random bytes in URL-safe base64 without padding: letters, digits, - and _ (32 bytes: 43
// characters).
[[nodiscard]] auto make_token(Random& random, std::size_t bytes = 32) -> Secret;

// A token that follows from a secret and a purpose: every node and every start finds the same one, and it
// tells nothing of the secret (BLAKE2b-256 with the secret as its key).
[[nodiscard]] auto derive_token(Secret const& secret, std::string_view purpose) -> Secret;

// What is kept of a token: BLAKE2b-256 in hexadecimal. Tokens are random, so they need no salt and no slow
// hash.
[[nodiscard]] auto hash_token(Secret const& token) -> std::string;

// Compares in a time that does not depend on where the two differ.
[[nodiscard]] auto constant_time_equal(std::string_view a, std::string_view b) -> bool;

}  // namespace pb::crypto
