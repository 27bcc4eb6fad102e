#pragma once

#include "api/caller.h"
#include "people/api_keys.h"

namespace pb::api {

// May the caller do this? A handler must ask, in one of these ways; an answer without having asked is a
// defect and becomes a 500 (Door). What the person may do beyond that is decided by the use case.
class Access {
 public:
  Access(Caller const& caller, Instant now) : caller_(caller), now_(now) {}

  // A person's session, or a key with this scope. 401, 403.
  [[nodiscard]] auto require(people::KeyScope scope) -> Outcome<Actor>;
  // Things of the person's own that no key may reach: sessions, keys, sign-in. 401, 403.
  [[nodiscard]] auto require_session() -> Outcome<people::SignedIn>;
  // And the person has shown who they are just now. 403 with the code "session.confirmation_needed".
  [[nodiscard]] auto require_confirmed_session() -> Outcome<people::SignedIn>;
  // A session or a key, whatever its scopes.
  [[nodiscard]] auto require_anybody() -> Outcome<people::Person>;
  // Nobody needs to be known; `why` says so to whoever reads the code.
  void public_endpoint(char const* why);

  [[nodiscard]] auto asked() const -> bool { return asked_; }

 private:
  Caller const& caller_;
  Instant now_;
  bool asked_ = false;
};

}  // namespace pb::api
