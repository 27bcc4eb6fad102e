#include "crypto/base64.h"

#include <sodium.h>

namespace pb::crypto {

auto to_base64(std::string_view bytes) -> std::string {
  constexpr auto kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();  // the zero byte at its end
  return text;
}

auto from_base64(std::string_view text) -> std::optional<std::string> {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  char const* end = nullptr;
  auto const problem =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (problem != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace pb::crypto
