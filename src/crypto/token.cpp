#include "crypto/token.h"

#include <sodium.h>

#include <array>
#include <span>
#include <vector>

namespace pb::crypto {
namespace {

auto digest(std::string_view text) -> std::array<unsigned char, crypto_generichash_BYTES> {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(text.data()),
                     text.size(), nullptr, 0);
  return hash;
}

auto to_base64(std::span<unsigned char const> raw) -> std::string {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(raw.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), kVariant);
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace

auto make_token(Random& random, std::size_t bytes) -> Secret {
  std::vector<unsigned char> raw(bytes);
  random.fill(std::as_writable_bytes(std::span(raw)));
  return Secret(to_base64(raw));
}

auto derive_token(Secret const& secret, std::string_view purpose) -> Secret {
  auto const key = digest(secret.reveal());
  std::array<unsigned char, crypto_generichash_BYTES> derived{};
  crypto_generichash(derived.data(), derived.size(), reinterpret_cast<unsigned char const*>(purpose.data()),
                     purpose.size(), key.data(), key.size());
  return Secret(to_base64(derived));
}

auto hash_token(Secret const& token) -> std::string {
  auto const hash = digest(token.reveal());
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

auto constant_time_equal(std::string_view a, std::string_view b) -> bool {
  // Of equal length by hashing first, so that not even the length shows.
  auto const left = digest(a);
  auto const right = digest(b);
  return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace pb::crypto
