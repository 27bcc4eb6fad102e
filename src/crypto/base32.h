#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pb::crypto {

// RFC 4648, section 6, without padding: what authenticator apps take a key in.
[[nodiscard]] auto to_base32(std::string_view bytes) -> std::string;

// As people copy it: small letters, blanks, hyphens and padding at the end are forgiven. Nothing for any
// other character, for a length that no bytes have, or where bits are left over that are not 0.
[[nodiscard]] auto from_base32(std::string_view text) -> std::optional<std::string>;

}  // namespace pb::crypto
