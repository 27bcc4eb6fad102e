#include "crypto/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "crypto/base32.h"
#include "crypto/token.h"

namespace pb::crypto {
namespace {

constexpr std::size_t kSha1Bytes = 20;

auto hmac_sha1(std::string_view key, std::span<unsigned char const> bytes)
    -> std::array<unsigned char, kSha1Bytes> {
  std::array<unsigned char, kSha1Bytes> code{};
  unsigned size = 0;
  auto const* const made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes.data(),
                                bytes.size(), code.data(), &size);
  if (made == nullptr || size != code.size())
    throw std::runtime_error("OpenSSL could not compute HMAC-SHA-1");
  return code;
}

// For a part of a URI (RFC 3986): all but its unreserved characters are escaped.
auto escaped(std::string_view text) -> std::string {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string result;
  for (char const c : text) {
    if (kPlain.contains(c)) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

}  // namespace

auto make_totp_key(Random& random) -> Secret {
  std::string key(kTotpKeyBytes, '\0');
  random.fill(std::as_writable_bytes(std::span(key)));
  return Secret(std::move(key));
}

auto totp_step(Instant now) -> std::int64_t {
  return std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()) / kTotpStep;
}

auto totp_code(Secret const& key, std::int64_t step) -> std::string {
  std::array<unsigned char, 8> counter{};
  for (std::size_t at = 0; at < counter.size(); ++at)
    counter[counter.size() - 1 - at] =
        static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * at) & 255U);
  auto const hash = hmac_sha1(key.reveal(), counter);
  std::size_t const offset = hash.back() & 15U;
  std::uint32_t number = hash[offset] & 127U;
  for (std::size_t at = 1; at < 4; ++at) number = number << 8U | hash[offset + at];
  return fmt::format("{:06}", number % 1'000'000U);
}

auto match_totp(Secret const& key, std::string_view typed, Instant now, std::optional<std::int64_t> last_used)
    -> std::optional<std::int64_t> {
  std::string code(typed);
  std::erase(code, ' ');
  auto const current = totp_step(now);
  std::optional<std::int64_t> matched;
  // All are computed, so that time does not tell which one was near.
  for (auto step = current - kTotpWindow; step <= current + kTotpWindow; ++step) {
    bool const fits = constant_time_equal(code, totp_code(key, step));
    bool const unused = !last_used || step > *last_used;
    if (fits && unused && !matched) matched = step;
  }
  return matched;
}

auto totp_uri(Secret const& key, std::string_view issuer, std::string_view account) -> Secret {
  return Secret(fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period={3}",
                            escaped(issuer), escaped(account), to_base32(key.reveal()), kTotpStep.count()));
}

}  // namespace pb::crypto
