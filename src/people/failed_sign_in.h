#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "domain/ids.h"
#include "store/unit.h"

namespace pb::people {

// How somebody tried to prove who they are: what sessions begin by, and more.
BOOST_DEFINE_ENUM_CLASS(TriedBy, link, mini_app, widget, password, second_factor, api_key)
BOOST_DEFINE_ENUM_CLASS(SignInFailure, unknown_account, no_password, wrong_password, wrong_code,
                        unknown_token, blocked, forged, expired)

struct FailedSignIn {
  TriedBy by = TriedBy::password;
  SignInFailure reason = SignInFailure::wrong_password;
  std::optional<UserId> user{};  // whose account it was
  std::string address{};         // where from
};

// Event `session.failed`. Nobody is proven, so it has no actor. What was typed is not part of it: people type
// passwords where the address belongs.
void note_failed_sign_in(store::Unit& unit, FailedSignIn const& failed);

}  // namespace pb::people
