#include "api/access.h"

#include <algorithm>

namespace pb::api {

auto Access::require(people::KeyScope scope) -> Outcome<Actor> {
  asked_ = true;
  auto const* const person = caller_.person();
  if (person == nullptr) return unauthenticated();
  if (caller_.key && std::ranges::find(caller_.key->key.scopes, scope) == caller_.key->key.scopes.end())
    return refuse(403, Message("error.api_key.scope", {{"scope", std::string(enum_name(scope))}}));
  return person->actor();
}

auto Access::require_session() -> Outcome<people::SignedIn> {
  asked_ = true;
  if (caller_.key) return refuse(403, Message("error.session.needed"));
  if (!caller_.session) return unauthenticated();
  return *caller_.session;
}

auto Access::require_confirmed_session() -> Outcome<people::SignedIn> {
  auto session = require_session();
  if (session && !session->confirmed(now_)) return refuse(403, Message("error.session.confirmation_needed"));
  return session;
}

auto Access::require_anybody() -> Outcome<people::Person> {
  asked_ = true;
  auto const* const person = caller_.person();
  if (person == nullptr) return unauthenticated();
  return *person;
}

void Access::public_endpoint(char const* /*why*/) {
  asked_ = true;
}

}  // namespace pb::api
