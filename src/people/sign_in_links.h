#pragma once

#include <chrono>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "people/person.h"
#include "store/unit.h"

// The way from the bot into a browser: a link that works once, for the browser that opened it first.
namespace pb::people {

inline constexpr std::chrono::minutes kSignInLinkLife{5};
inline constexpr std::int64_t kSignInLinksAtOnce = 5;  // of one person, within a link's life

struct SignInLink {
  Secret token;
  Instant expires_at{};
};

// Unknown, expired, used, or another browser's: nobody is told which.
auto no_such_link() -> std::unexpected<Error>;

// Where the link leads, below the address that browsers find us by.
[[nodiscard]] auto sign_in_path(Secret const& token) -> std::string;

// For oneself. unavailable: too many were asked for just now. Event `sign_in_link.made`.
auto make_sign_in_link(store::Unit& unit, Actor const& actor, Random& random) -> Result<SignInLink>;

// Whom the link would sign in, for the page that asks whether that is meant; from now on it belongs to this
// browser. not_found: unknown, expired, used, or opened in another browser; nobody is told which.
auto open_sign_in_link(store::Unit& unit, Secret const& token, Secret const& browser) -> Result<Person>;
// The same, for a browser that has opened it before; nothing changes.
auto opened_sign_in_link(store::Unit& unit, Secret const& token, Secret const& browser) -> Result<Person>;
// The same browser says yes. The link is used up. not_found as above.
auto use_sign_in_link(store::Unit& unit, Secret const& token, Secret const& browser) -> Result<Person>;

}  // namespace pb::people
