#pragma once

#include <string_view>

#include "base/random.h"
#include "base/secret.h"

// Secrets that people may have to type: 120 random bits as four groups of six letters and digits, of which no
// two look alike (Crockford's base 32). Too many for guessing, so they are kept as tokens are (hash_token).
namespace pb::crypto {

// "7K3QZW-4HXN2B-M9TDRC-V5E8PA", in the form that normal_typed_code gives.
[[nodiscard]] auto make_typed_code(Random& random) -> Secret;

// What was typed as it was made: small letters, other blanks and hyphens, O for 0, I and L for 1. Anything
// that is no such code comes back as a text that no code equals.
[[nodiscard]] auto normal_typed_code(std::string_view typed) -> Secret;

}  // namespace pb::crypto
