#pragma once

#include <string>
#include <string_view>

namespace pb::crypto {

// SHA-256: 32 bytes, or 64 hexadecimal digits in lower case.
[[nodiscard]] auto sha256(std::string_view bytes) -> std::string;
[[nodiscard]] auto sha256_hex(std::string_view bytes) -> std::string;

// Bytes as hexadecimal digits in lower case.
[[nodiscard]] auto to_hex(std::string_view bytes) -> std::string;

// HMAC-SHA-256 (RFC 2104) with a key of any length: 32 bytes.
[[nodiscard]] auto hmac_sha256(std::string_view key, std::string_view bytes) -> std::string;

}  // namespace pb::crypto
