#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "sql/session.h"
#include "store/users.h"

namespace pb {
using SessionId = Id<struct SessionTag>;
}

namespace pb::store {

// How somebody showed who they are.
BOOST_DEFINE_ENUM_CLASS(SignInMethod, link, mini_app, widget, password, demo)

struct NewBrowserSession {
  UserId user{};
  std::string token_hash{};
  Role role = Role::manager;  // the person's, when the token was made
  SignInMethod method = SignInMethod::link;
  std::string device{};   // what the browser calls itself
  std::string address{};  // where it was
  Instant expires_at{};   // whatever happens
};

// A browser somebody is signed in with.
struct BrowserSession {
  SessionId id{};
  UserId user{};
  Role role = Role::manager;
  SignInMethod method = SignInMethod::link;
  std::string device{};
  std::string address{};
  Instant created_at{};
  Instant last_used_at{};
  Instant confirmed_at{};  // when its person last showed who they are
  Instant expires_at{};
};

auto insert_session(sql::Session& session, NewBrowserSession const& one, Instant now) -> SessionId;
// By its token, or by the one before where it was renewed after `renewed_after`.
auto find_session(sql::Session& session, std::string_view token_hash, Instant renewed_after)
    -> std::optional<BrowserSession>;
// Latest used first.
auto sessions_of(sql::Session& session, UserId user) -> std::vector<BrowserSession>;
void touch_session(sql::Session& session, SessionId id, std::string_view address, Instant now);
void confirm_session(sql::Session& session, SessionId id, Instant now);
// The present token becomes the former one.
void renew_session(sql::Session& session, SessionId id, std::string_view token_hash, Role role, Instant now);
// False where it is not this person's, or gone.
auto remove_session(sql::Session& session, UserId user, SessionId id) -> bool;
// How many.
auto remove_sessions(sql::Session& session, UserId user, std::optional<SessionId> but) -> std::int64_t;
// Those that ended by time; how many.
auto prune_sessions(sql::Session& session, Instant expired_before, Instant unused_since) -> std::int64_t;

}  // namespace pb::store
