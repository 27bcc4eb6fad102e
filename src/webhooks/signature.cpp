#include "webhooks/signature.h"

#include <stdexcept>

#include "crypto/base64.h"
#include "crypto/hash.h"

namespace pb::webhooks {

auto make_secret(Random& random) -> Secret {
  std::string bytes(kSecretBytes, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes)));
  return Secret(std::string(kSecretBeginning) + crypto::to_base64(bytes));
}

auto key_of(Secret const& secret) -> std::optional<std::string> {
  std::string_view const text = secret.reveal();
  if (!text.starts_with(kSecretBeginning)) return std::nullopt;
  auto key = crypto::from_base64(text.substr(kSecretBeginning.size()));
  if (!key || key->size() < kSecretBytesLeast || key->size() > kSecretBytesMost) return std::nullopt;
  return key;
}

auto timestamp_of(Instant at) -> std::string {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

auto signature_of(SignedParts const& parts, std::span<Secret const> secrets) -> std::string {
  auto const content = std::string(parts.id) + "." + timestamp_of(parts.at) + "." + std::string(parts.body);
  std::string signatures;
  for (auto const& secret : secrets) {
    auto const key = key_of(secret);
    if (!key) throw std::logic_error("a stored secret of a webhook is none");
    if (!signatures.empty()) signatures += ' ';
    signatures += "v1," + crypto::to_base64(crypto::hmac_sha256(*key, content));
  }
  return signatures;
}

}  // namespace pb::webhooks
