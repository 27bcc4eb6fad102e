#include "webhooks/signature.h"

#include <fmt/format.h>

#include <array>

#include "crypto/base64.h"
#include "crypto/hash.h"

namespace pb::webhooks {
namespace {

constexpr std::string_view kBeginning = "whsec_";

}  // namespace

auto make_secret(Random& random) -> Secret {
  std::array<std::byte, 32> bytes{};
  random.fill(bytes);
  return Secret(std::string(kBeginning) +
                crypto::to_base64({reinterpret_cast<char const*>(bytes.data()), bytes.size()}));
}

auto unix_seconds(Instant at) -> std::string {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

auto signature(Secret const& secret, std::string_view id, Instant at, std::string_view body) -> std::string {
  std::string_view text = secret.reveal();
  if (!text.starts_with(kBeginning)) return {};
  text.remove_prefix(kBeginning.size());
  auto const key = crypto::from_base64(text);
  if (!key) return {};
  return "v1," +
         crypto::to_base64(crypto::hmac_sha256(*key, fmt::format("{}.{}.{}", id, unix_seconds(at), body)));
}

}  // namespace pb::webhooks
