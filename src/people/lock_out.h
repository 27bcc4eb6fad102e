#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "base/secret.h"
#include "domain/ids.h"
#include "store/unit.h"

// Slows down who guesses, and not the person who is guessed at. Attempts are counted by account and place, by
// address, and by account wherever from; after some of them each further one has to wait, twice as long each
// time. Where a person has signed in before, they are not slowed down by what strangers do elsewhere; from a
// device of theirs not even by neighbours behind the same address. An account without a person is counted
// like any other, so nothing is told by it. Nobody is ever locked out for good (docs/decisions/0034).
namespace pb::people {

inline constexpr std::chrono::hours kFailuresLast{24};     // without another one
inline constexpr std::chrono::hours kPlacesLast{24 * 90};  // without another sign-in

// What is being guessed.
BOOST_DEFINE_ENUM_CLASS(Proof, password, second_factor, password_reset)

// Where somebody is, as the door sees it.
struct Place {
  std::string
      address{};    // IPv4, or IPv6 (of which the first 64 bits count); never what a client says of itself
  Secret device{};  // a random token in a cookie that outlives sessions; empty where there is none
};

struct Attempt {
  Proof proof = Proof::password;
  std::string account{};         // what all attempts at one account have in common, also where there is none
  std::optional<UserId> user{};  // whose account it is
  Place place{};
};

// Counts the attempt as failed and lets it be made; or says how long to wait, and counts nothing. It is
// counted before it is made, so that a thousand at once are not all let through before the first has failed.
// The unit is to be committed before the attempt is made.
[[nodiscard]] auto admit(store::Unit& unit, Attempt const& attempt) -> std::optional<std::chrono::seconds>;
// How long the next attempt has to wait; nothing: it need not.
[[nodiscard]] auto wait_before(store::Unit& unit, Attempt const& attempt)
    -> std::optional<std::chrono::seconds>;
// It was right: it counts no more, and the person's own failures here are forgotten.
void succeeded(store::Unit& unit, Attempt const& attempt);
// It was not made after all: it does not count.
void withdraw(store::Unit& unit, Attempt const& attempt);

// The person is here, proven by all that is asked of them, in whatever way (also by a link from the bot, or
// by Telegram's signature): the place is known from now on. Not by a password where a second factor is still
// to come, or whoever has stolen it could guess the factor from a known place.
void note_place(store::Unit& unit, UserId user, Place const& place);

// Forgets what does not count any more: failures, places, codes for passwords. How many; for housekeeping.
auto prune_sign_in_failures(store::Unit& unit) -> std::int64_t;

}  // namespace pb::people
