#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pb::crypto {

// RFC 4648, section 4: with padding, on one line.
[[nodiscard]] auto to_base64(std::string_view bytes) -> std::string;

// Strict: nothing for other letters, missing padding, or bits left over.
[[nodiscard]] auto from_base64(std::string_view text) -> std::optional<std::string>;

}  // namespace pb::crypto
