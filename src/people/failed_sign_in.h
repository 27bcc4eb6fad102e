#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "domain/ids.h"
#include "store/unit.h"

namespace pb::people {

// How somebody tried to prove who they are; the first ones as in sessions.method.
BOOST_DEFINE_ENUM_CLASS(SignInMethod, link, mini_app, widget, password, second_factor)
BOOST_DEFINE_ENUM_CLASS(SignInFailure, unknown_account, no_password, wrong_password, wrong_code, blocked,
                        forged, expired)

struct FailedSignIn {
  SignInMethod method = SignInMethod::password;
  SignInFailure reason = SignInFailure::wrong_password;
  std::optional<UserId> user{};  // whose account it was
  std::string address{};         // where from
};

// Event `session.failed`. Nobody is proven, so it has no actor. What was typed is not part of it: people type
// passwords where the address belongs.
void note_failed_sign_in(store::Unit& unit, FailedSignIn const& failed);

}  // namespace pb::people
