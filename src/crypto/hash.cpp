#include "crypto/hash.h"

#include <sodium.h>

namespace pb::crypto {

auto sha256(std::string_view bytes) -> std::string {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  return hash;
}

auto sha256_hex(std::string_view bytes) -> std::string {
  return to_hex(sha256(bytes));
}

auto to_hex(std::string_view bytes) -> std::string {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()),
                 bytes.size());
  text.pop_back();  // the zero byte at its end
  return text;
}

auto hmac_sha256(std::string_view key, std::string_view bytes) -> std::string {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<unsigned char const*>(key.data()), key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  std::string code(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(code.data()));
  return code;
}

}  // namespace pb::crypto
