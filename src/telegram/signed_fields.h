#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/secret.h"

// What Telegram signs for a website: fields, one of them `hash`. The Mini App and the Login Widget differ in
// what the key is and in what the fields say.
namespace pb::telegram {

inline constexpr std::chrono::minutes kSignedAhead{1};  // how far Telegram's clock may be before ours
inline constexpr std::size_t kSignedLimit = 8192;       // bytes of all fields

// Who Telegram says it is.
struct SignedPerson {
  std::int64_t tg_id = 0;
  std::string name{};      // first and last, as the person wrote them
  std::string language{};  // Telegram's code; empty where it is not said
  Instant signed_at{};
};

// unreadable: not of the shape that Telegram sends · forged: not signed with this bot's token · expired:
// signed too long ago, or in the future
BOOST_DEFINE_ENUM_CLASS(SignatureProblem, unreadable, forged, expired)

using SignedFields = std::map<std::string, std::string>;

// Fields of a query string; nothing where it is badly escaped, too long, not UTF-8, or names a field twice.
[[nodiscard]] auto read_signed_fields(std::string_view query) -> std::optional<SignedFields>;

// When they were signed (`auth_date`); a problem unless `hash` is the HMAC-SHA-256 with this key of all other
// fields, and that was at most `longest` ago.
[[nodiscard]] auto check_signature(SignedFields const& fields, std::string_view key, Instant now,
                                   std::chrono::seconds longest) -> std::expected<Instant, SignatureProblem>;

}  // namespace pb::telegram
