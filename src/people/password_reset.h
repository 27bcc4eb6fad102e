#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "people/lock_out.h"
#include "people/password_sign_in.h"
#include "store/unit.h"

// A password set by whoever reads the person's mail: a forgotten one, or the first. It signs nobody in: who
// has a second factor is asked for it at the sign-in that follows.
namespace pb::people {

inline constexpr std::chrono::minutes kResetLasts{15};

// Mails a code to the person whose confirmed address this is, in their language; a code mailed before is
// worth nothing then. Whether it is anybody's is not told: the answer is the same, but for `wait`, which
// everybody who asks too often gets. To hide it from clocks as well, the door answers without waiting for the
// unit. `page` is where the code is entered ("https://bot.example.com/password#"); the mail has it with the
// code behind it, and with an empty page the code alone. Event `user.password_reset_requested`.
[[nodiscard]] auto request_password_reset(store::Unit& unit, i18n::Translator const& texts,
                                          std::string_view email, Place const& place, std::string_view page,
                                          Random& random) -> std::optional<std::chrono::seconds>;

struct ResetRequest {
  Secret code{};  // as typed or followed
  Secret next{};
  Place place{};
};

// Sets the password, once for a code. Returns whose it is: all their sessions are to be ended. conflict,
// field "code": not such a code, used, expired, or the address is another by now; invalid, field "password":
// what check_password refuses (the code stays good); unavailable: busy. Blocks like a sign-in. Event
// `user.password_changed` or `user.password_set`; a mail tells the person.
[[nodiscard]] auto reset_password(PasswordDesk const& desk, ResetRequest const& request) -> Result<UserId>;

}  // namespace pb::people
