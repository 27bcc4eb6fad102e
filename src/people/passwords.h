#pragma once

#include <optional>

#include "base/error.h"
#include "base/secret.h"
#include "domain/actor.h"
#include "people/lock_out.h"
#include "people/password_sign_in.h"
#include "store/unit.h"

// The password of whoever asks. People sign in with it by their confirmed e-mail address, so it needs one.
namespace pb::people {

// What a page of settings shows.
[[nodiscard]] auto has_password(store::Unit& unit, UserId user) -> bool;

struct PasswordChange {
  Secret next{};
  std::optional<Secret> current{};  // needed where there is one
  Place place{};
};

// Sets the first password, or changes it. Blocks like a sign-in. Errors by field: "password" (what
// check_password refuses), "current" (missing; wrong, counted like a sign-in's). conflict: no confirmed
// address, or changed by somebody else meanwhile; unavailable: slowed or busy. Events `user.password_set`,
// `user.password_changed` (and `session.failed`); a mail tells the person. A first password asks for nothing
// but the session: the door makes sure that it is a fresh one. Afterwards the person's other sessions are to
// be ended.
[[nodiscard]] auto change_password(PasswordDesk const& desk, Actor const& actor, PasswordChange const& change)
    -> Result<void>;

// There is none any more; the same answers. conflict: there is no Telegram account to sign in with instead.
// Nothing to remove: nothing happens. Event `user.password_removed`; a mail tells the person.
[[nodiscard]] auto remove_password(PasswordDesk const& desk, Actor const& actor, Secret const& current,
                                   Place const& place) -> Result<void>;

}  // namespace pb::people
