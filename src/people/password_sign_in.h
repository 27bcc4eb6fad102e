#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/error.h"
#include "crypto/password.h"
#include "domain/actor.h"
#include "i18n/translator.h"
#include "people/lock_out.h"
#include "sql/database.h"

// Signing in by e-mail and password. Whether an address is somebody's, has a password, or belongs to somebody
// who is blocked shows neither in the answer nor in its time: the same two units, and one password's work
// between them.
namespace pb::people {

// signed_in: it is the person · factor_wanted: it is the right password; check_second_factor comes next, and
// until then nothing may be done · refused: not the right ones · slowed: not looked at, `wait` first · busy:
// not looked at, too many at once
BOOST_DEFINE_ENUM_CLASS(SignInOutcome, signed_in, factor_wanted, refused, slowed, busy)

struct SignInAnswer {
  SignInOutcome outcome = SignInOutcome::refused;
  std::optional<UserId> user{};                // signed_in, factor_wanted
  std::optional<std::chrono::seconds> wait{};  // slowed, and refused where the next attempt has to wait
};

// What a person is told: the same for all that were refused. `forbidden` for refused, `unavailable` for
// slowed and busy; to be asked for these three only.
[[nodiscard]] auto sign_in_error(SignInAnswer const& answer) -> Error;

// What passwords are worked on with.
struct PasswordDesk {
  sql::Database& database;
  Clock const& clock;
  crypto::PasswordHasher& hasher;
  i18n::Translator const& texts;  // of mails that tell a person what was changed
};

// The whole of it. Blocks for 0.05 to 0.1 s, and for seconds while many wait: not for a thread of the server.
// Events: `session.failed`; who opens the session writes its own. A hash of a lower cost is replaced.
[[nodiscard]] auto sign_in_by_password(PasswordDesk const& desk, std::string_view email,
                                       Secret const& password, Place const& place) -> SignInAnswer;

// Whether somebody who is signed in knows their password, before a dangerous action. Counted and told like a
// sign-in; who has none is refused.
[[nodiscard]] auto confirm_by_password(PasswordDesk const& desk, Actor const& actor, Secret const& password,
                                       Place const& place) -> SignInAnswer;

// The steps of it, for who has threads of their own.

// Between the first unit and the second: what is to be verified.
struct PasswordCheck {
  Attempt attempt{};
  std::optional<std::string>
      hash{};  // nothing: there is nothing to compare with, and it is done all the same
  std::optional<std::chrono::seconds> wait{};  // it is not to be verified at all
};

// One account however its address is typed; what is no address is an account that nobody has.
[[nodiscard]] auto sign_in_account(std::string_view email) -> std::string;

// In a unit for writing, which counts the attempt.
[[nodiscard]] auto begin_password_sign_in(store::Unit& unit, std::string_view email, Place const& place)
    -> PasswordCheck;
// The same for a person who is known; nobody is counted as unknown.
[[nodiscard]] auto begin_password_check(store::Unit& unit, UserId user, Place const& place) -> PasswordCheck;
// Outside of any unit.
[[nodiscard]] auto verify(crypto::PasswordHasher& hasher, PasswordCheck const& check, Secret const& password)
    -> crypto::PasswordVerdict;
// In a unit for writing, which is to be committed whatever the answer.
[[nodiscard]] auto end_password_sign_in(store::Unit& unit, PasswordCheck const& check,
                                        crypto::PasswordVerdict verdict) -> SignInAnswer;

}  // namespace pb::people
