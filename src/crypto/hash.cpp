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
  auto const hash = sha256(bytes);
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(hash.data()), hash.size());
  text.pop_back();  // the zero byte at its end
  return text;
}

}  // namespace pb::crypto
