#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/random.h"
#include "domain/actor.h"
#include "store/unit.h"

// The address that mails to a person go to: theirs once they have sent back the code that was mailed there.
namespace pb::people {

inline constexpr std::int64_t kCodeTries = 5;
inline constexpr std::chrono::minutes kCodeLasts{15};
inline constexpr std::chrono::minutes kBetweenCodes{1};

// What is to be mailed: six digits.
struct EmailCode {
  std::string address{};
  std::string code{};
};

// invalid: no address; conflict: a code was mailed less than a minute ago.
auto request_email(store::Unit& unit, Actor const& actor, std::string_view address, Random& random)
    -> Result<EmailCode>;
// Spaces in the code are forgiven. invalid: a wrong code; conflict: expired, tried too often, or the address
// is somebody else's: a new code is needed. Event `user.email_changed`. A wrong try counts: the unit is to be
// committed.
auto confirm_email(store::Unit& unit, Actor const& actor, std::string_view code) -> Result<void>;
// Mails to this person end. Event `user.email_changed`.
auto remove_email(store::Unit& unit, Actor const& actor) -> Result<void>;

}  // namespace pb::people
