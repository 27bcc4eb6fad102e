#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/error.h"
#include "base/secret.h"

namespace pb::people {

// In characters, as Unicode counts code points. Ten, because guessing is slowed down and listed passwords are
// refused; who has fewer than fifteen should have a second factor (NIST SP 800-63B-4 asks for fifteen
// without).
inline constexpr std::int64_t kPasswordLeast = 10;
inline constexpr std::int64_t kPasswordMost = 128;
// What has to be left of a password without its owner's names.
inline constexpr std::int64_t kPasswordRest = 8;

// Whether somebody may have this password: long enough, none that many have (those of common_passwords/, also
// with a few figures and signs behind it; one piece over and over; letters or figures in their order), and
// more than `own_words`: names of the person, the company, the product. No kind of character is asked for or
// forbidden. `invalid`, field "password", with a reason that people can act on.
[[nodiscard]] auto check_password(Secret const& password, std::span<std::string const> own_words)
    -> Result<void>;

}  // namespace pb::people
