#include "telegram/signed_fields.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/token.h"
#include "http/target.h"

namespace pb::telegram {
namespace {

constexpr std::string_view kHash = "hash";
constexpr std::int64_t kLastSecond = 253'402'300'799;  // of the year 9999

// As Telegram put them together: sorted by name, "name=value", one on each line.
auto signed_text(SignedFields const& fields) -> std::string {
  std::string text;
  for (auto const& [name, value] : fields) {
    if (name == kHash) continue;
    if (!text.empty()) text += '\n';
    text.append(name).append("=").append(value);
  }
  return text;
}

// A line break inside would let one text be read as other fields.
bool on_one_line(SignedFields const& fields) {
  return std::ranges::none_of(fields, [](auto const& field) {
    return field.first.contains('\n') || field.second.contains('\n') || field.first.contains('=');
  });
}

auto signing_time(SignedFields const& fields) -> std::optional<Instant> {
  auto const found = fields.find("auth_date");
  if (found == fields.end()) return std::nullopt;
  auto const& text = found->second;
  std::int64_t seconds = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  bool const sound =
      problem == std::errc{} && end == text.data() + text.size() && seconds > 0 && seconds <= kLastSecond;
  if (!sound) return std::nullopt;
  return Instant(std::chrono::seconds(seconds));
}

}  // namespace

auto read_signed_fields(std::string_view query) -> std::optional<SignedFields> {
  if (query.size() > kSignedLimit) return std::nullopt;
  auto const form = http::parse_form(query);
  if (!form) return std::nullopt;
  SignedFields fields;
  for (auto const& [name, value] : *form) {
    bool const sound = is_utf8(name) && is_utf8(value) && !name.contains('\0') && !value.contains('\0');
    if (!sound || !fields.emplace(name, value).second) return std::nullopt;
  }
  return fields;
}

auto check_signature(SignedFields const& fields, std::string_view key, Instant now,
                     std::chrono::seconds longest) -> std::expected<Instant, SignatureProblem> {
  auto const hash = fields.find(std::string(kHash));
  auto const at = signing_time(fields);
  if (hash == fields.end() || !at || !on_one_line(fields))
    return std::unexpected(SignatureProblem::unreadable);
  auto const right = crypto::to_hex(crypto::hmac_sha256(key, signed_text(fields)));
  if (!crypto::constant_time_equal(hash->second, right)) return std::unexpected(SignatureProblem::forged);
  if (*at < now - longest || *at > now + kSignedAhead) return std::unexpected(SignatureProblem::expired);
  return *at;
}

}  // namespace pb::telegram
