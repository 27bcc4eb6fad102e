#include "people/password_sign_in.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "mail/address.h"
#include "people/failed_sign_in.h"
#include "people/person.h"
#include "people/second_factor.h"
#include "store/passwords.h"
#include "store/users.h"

namespace pb::people {
namespace {

using crypto::PasswordVerdict;

constexpr std::size_t kLongestAccount = 254;

auto begin(store::Unit& unit, std::string account, std::optional<UserId> user, Place const& place)
    -> PasswordCheck {
  PasswordCheck check{
      .attempt = {.proof = Proof::password, .account = std::move(account), .user = user, .place = place}};
  check.wait = admit(unit, check.attempt);
  auto const password = user ? store::find_password(unit.sql, *user) : std::nullopt;
  if (password) check.hash = password->hash;
  return check;
}

auto refuse(store::Unit& unit, PasswordCheck const& check, SignInFailure reason) -> SignInAnswer {
  note_failed_sign_in(unit, {.by = TriedBy::password,
                             .reason = reason,
                             .user = check.attempt.user,
                             .address = check.attempt.place.address});
  return {.outcome = SignInOutcome::refused, .wait = wait_before(unit, check.attempt)};
}

auto why_it_differs(PasswordCheck const& check) -> SignInFailure {
  if (!check.attempt.user) return SignInFailure::unknown_account;
  return check.hash ? SignInFailure::wrong_password : SignInFailure::no_password;
}

auto let_in(store::Unit& unit, PasswordCheck const& check) -> SignInAnswer {
  auto const user = *check.attempt.user;
  auto const person = find_person(unit, user);
  auto const password = store::find_password(unit.sql, user);
  // Somebody may have blocked the person or changed the password while it was verified.
  if (!person || person->blocked()) return refuse(unit, check, SignInFailure::blocked);
  if (!password || password->hash != check.hash) return refuse(unit, check, SignInFailure::wrong_password);
  succeeded(unit, check.attempt);
  if (has_second_factor(unit, user)) return {.outcome = SignInOutcome::factor_wanted, .user = user};
  note_place(unit, user, check.attempt.place);
  return {.outcome = SignInOutcome::signed_in, .user = user};
}

// The person's password is known for this moment only: the moment to raise its cost.
void raise_cost(PasswordDesk const& desk, PasswordCheck const& check, Secret const& password) {
  if (!desk.hasher.is_outdated(*check.hash)) return;
  auto const dearer = desk.hasher.hash(password);
  if (!dearer) return;
  desk.database.write([&](sql::Session& session) {
    store::replace_password_hash(session, *check.attempt.user, *check.hash, *dearer);
  });
}

template <class Begin>
auto run_check(PasswordDesk const& desk, Secret const& password, Begin const& begin_check) -> SignInAnswer {
  auto const check = desk.database.write([&](sql::Session& session) {
    store::Unit unit{session, desk.clock.now()};
    return begin_check(unit);
  });
  auto const verdict = verify(desk.hasher, check, password);
  auto const answer = desk.database.write([&](sql::Session& session) {
    store::Unit unit{session, desk.clock.now()};
    return end_password_sign_in(unit, check, verdict);
  });
  if (answer.user) raise_cost(desk, check, password);
  return answer;
}

}  // namespace

auto sign_in_error(SignInAnswer const& answer) -> Error {
  if (answer.outcome == SignInOutcome::slowed)
    return {ErrorCode::unavailable,
            Message("error.sign_in.slowed",
                    {{"seconds", std::int64_t{answer.wait.value_or(std::chrono::seconds(1)).count()}}})};
  if (answer.outcome == SignInOutcome::busy) return {ErrorCode::unavailable, Message("error.sign_in.busy")};
  return {ErrorCode::forbidden, Message("error.sign_in.refused")};
}

auto sign_in_by_password(PasswordDesk const& desk, std::string_view email, Secret const& password,
                         Place const& place) -> SignInAnswer {
  return run_check(desk, password,
                   [&](store::Unit& unit) { return begin_password_sign_in(unit, email, place); });
}

auto confirm_by_password(PasswordDesk const& desk, Actor const& actor, Secret const& password,
                         Place const& place) -> SignInAnswer {
  if (actor.kind != Actor::Kind::user) return {};
  return run_check(desk, password,
                   [&](store::Unit& unit) { return begin_password_check(unit, actor.user, place); });
}

auto sign_in_account(std::string_view email) -> std::string {
  auto const parsed = mail::parse_address(email);
  return lower_case(parsed ? *parsed : as_sound_text(shortened(email, kLongestAccount)));
}

auto begin_password_sign_in(store::Unit& unit, std::string_view email, Place const& place) -> PasswordCheck {
  auto account = sign_in_account(email);
  auto const user = store::find_user_by_email(unit.sql, account);
  return begin(unit, std::move(account), user ? std::optional(user->id) : std::nullopt, place);
}

auto begin_password_check(store::Unit& unit, UserId user, Place const& place) -> PasswordCheck {
  auto const person = store::find_user(unit.sql, user);
  // Guessing here and at the sign-in is guessing at one account.
  auto account = person && person->email ? lower_case(*person->email) : "user " + std::to_string(user.value);
  return begin(unit, std::move(account), user, place);
}

auto verify(crypto::PasswordHasher& hasher, PasswordCheck const& check, Secret const& password)
    -> PasswordVerdict {
  return check.wait ? PasswordVerdict::differs : hasher.verify(check.hash, password);
}

auto end_password_sign_in(store::Unit& unit, PasswordCheck const& check, PasswordVerdict verdict)
    -> SignInAnswer {
  if (check.wait) return {.outcome = SignInOutcome::slowed, .wait = check.wait};
  switch (verdict) {
    case PasswordVerdict::matches:
      return let_in(unit, check);
    case PasswordVerdict::differs:
      return refuse(unit, check, why_it_differs(check));
    case PasswordVerdict::busy:
      withdraw(unit, check.attempt);
      return {.outcome = SignInOutcome::busy};
  }
  return {};
}

}  // namespace pb::people
