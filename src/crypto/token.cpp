#include "crypto/token.h"

#include <sodium.h>

#include <array>
#include <vector>

namespace pb::crypto {
namespace {

auto digest(std::string_view text) -> std::array<unsigned char, crypto_generichash_BYTES> {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(text.data()),
                     text.size(), nullptr, 0);
  return hash;
}

}  // namespace

auto make_token(Random& random, std::size_t bytes) -> Secret {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::vector<unsigned char> raw(bytes);
  random.fill(std::as_writable_bytes(std::span(raw)));
  std::string text(sodium_base64_encoded_len(raw.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), kVariant);
  text.pop_back();  // the terminating zero
  return Secret(std::move(text));
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
