#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "domain/actor.h"
#include "i18n/translator.h"
#include "people/lock_out.h"
#include "store/unit.h"

// Something a person has besides what they know: an authenticator app (TOTP), and ten recovery codes for when
// it is lost. A code lets in once.
namespace pb::people {

inline constexpr std::chrono::minutes kBeginningLasts{15};
inline constexpr std::int64_t kRecoveryCodes = 10;

// Shown once: the key as a QR code (`uri`), and to be typed.
struct NewSecondFactor {
  Secret key{};  // base 32
  Secret uri{};  // otpauth://
};

// by_app, by_recovery_code: it is the person · refused: no such code, or used before, or no factor at all ·
// slowed: not looked at, `wait` first
BOOST_DEFINE_ENUM_CLASS(FactorOutcome, by_app, by_recovery_code, refused, slowed)

struct FactorAnswer {
  FactorOutcome outcome = FactorOutcome::refused;
  std::optional<std::chrono::seconds> wait{};  // slowed, and refused where the next attempt has to wait
  std::int64_t recovery_codes_left = 0;        // by_recovery_code

  [[nodiscard]] bool accepted() const {
    return outcome == FactorOutcome::by_app || outcome == FactorOutcome::by_recovery_code;
  }
};

// What a person is told of an answer that is not accepted: `forbidden`, field "code", or `unavailable`.
[[nodiscard]] auto factor_error(FactorAnswer const& answer) -> Error;

// Whether a second factor is to be asked for: a confirmed one.
[[nodiscard]] auto has_second_factor(store::Unit& unit, UserId user) -> bool;
[[nodiscard]] auto recovery_codes_left(store::Unit& unit, UserId user) -> std::int64_t;

// A key for the app of whoever asks; it counts once a code of it was sent back, within kBeginningLasts. Begun
// anew, the key before is worth nothing. A conflict where there is a confirmed one.
auto begin_second_factor(store::Unit& unit, Actor const& actor, Random& random) -> Result<NewSecondFactor>;
// From now on it is asked for. The recovery codes are shown this once. invalid: not the code; conflict:
// nothing was begun, or too long ago. Event `user.second_factor_added`; a mail tells the person.
auto confirm_second_factor(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                           std::string_view code, Random& random) -> Result<std::vector<Secret>>;

// A code of the app or a recovery code, at a sign-in or before a dangerous action. The unit is to be
// committed whatever the answer: a wrong code counts. Events `session.failed` and `user.recovery_code_used`
// (a mail tells the person).
[[nodiscard]] auto check_second_factor(store::Unit& unit, i18n::Translator const& texts, UserId user,
                                       std::string_view code, Place const& place) -> FactorAnswer;

// The same check, and where it is accepted the factor and its recovery codes are gone. Event
// `user.second_factor_removed`; a mail tells the person.
[[nodiscard]] auto remove_second_factor(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                                        std::string_view code, Place const& place) -> FactorAnswer;

// The same check, and where it is accepted new recovery codes instead of all there were. Event
// `user.recovery_codes_renewed`.
struct RenewedCodes {
  FactorAnswer answer{};
  std::vector<Secret> codes{};
};
[[nodiscard]] auto renew_recovery_codes(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                                        std::string_view code, Place const& place, Random& random)
    -> RenewedCodes;

// An owner (or an admin, for all but owners) frees somebody who has lost both app and codes, and has proven
// who they are by other means. Not oneself. not_found where there is none. Event
// `user.second_factor_removed`; a mail tells the person.
auto take_away_second_factor(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                             UserId user) -> Result<void>;

}  // namespace pb::people
