#pragma once

#include <string>
#include <string_view>

namespace pb::crypto {

// RFC 4648, section 4: with padding, on one line.
[[nodiscard]] auto to_base64(std::string_view bytes) -> std::string;

}  // namespace pb::crypto
