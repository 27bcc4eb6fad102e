#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "people/person.h"
#include "store/sessions.h"
#include "store/unit.h"

// Browsers that people are signed in with.
namespace pb::people {

inline constexpr std::chrono::hours kSessionIdle{24 * 7};   // unused so long, it ends
inline constexpr std::chrono::hours kSessionLife{24 * 30};  // so long after signing in, it ends
inline constexpr std::chrono::minutes kConfirmed{
    15};  // after that, who does something dangerous is asked again
inline constexpr std::chrono::seconds kFormerToken{30};  // for requests that were under way
inline constexpr std::chrono::minutes kNoteUseAfter{1};  // "last used" is as exact as this

struct Browser {
  std::string device{};   // what it calls itself; cut
  std::string address{};  // where it is
};

struct NewSession {
  SessionId id{};
  Secret token;  // 256 random bits; only its hash is kept
  Instant expires_at{};
};

struct SignedIn {
  store::BrowserSession session{};
  Person person{};

  // The person's role is not the one the token was given for: it is to be exchanged.
  [[nodiscard]] auto outdated() const -> bool { return session.role != person.role; }
  [[nodiscard]] auto confirmed(Instant now) const -> bool { return session.confirmed_at + kConfirmed > now; }
};

// Event `session.started`. forbidden: the person is blocked.
auto begin_session(store::Unit& unit, Person const& person, store::SignInMethod method,
                   Browser const& browser, Random& random) -> Result<NewSession>;
// Whose browser this is; nothing where the token is unknown or has ended, or the person is blocked.
auto find_session(store::Unit& unit, Secret const& token) -> std::optional<SignedIn>;
// Worth being written down, now and then.
auto use_is_worth_noting(store::BrowserSession const& session, Instant now) -> bool;
void note_session_used(store::Unit& unit, store::BrowserSession const& session, std::string_view address);
// They have shown once more who they are. Event `session.confirmed`.
void confirm_session(store::Unit& unit, SignedIn const& signed_in);
// A new token for the same session; the old one works for kFormerToken more. Event `session.renewed`.
auto renew_session(store::Unit& unit, SignedIn const& signed_in, Random& random) -> Secret;

// One's own, latest used first.
auto list_sessions(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::BrowserSession>>;
// Event `session.ended`. not_found: not one's own, or ended before.
auto end_session(store::Unit& unit, Actor const& actor, SessionId id) -> Result<void>;
// All of one's own but this one; how many. Event `session.ended` where there were any.
auto end_other_sessions(store::Unit& unit, Actor const& actor, std::optional<SessionId> but)
    -> Result<std::int64_t>;

// Forgets those that have ended by themselves; how many.
auto prune_sessions(store::Unit& unit) -> std::int64_t;

}  // namespace pb::people
