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

}  // namespace pb::crypto
