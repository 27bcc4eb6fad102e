#include "people/passwords.h"

#include <vector>

#include "people/own_words.h"
#include "people/password_rules.h"
#include "people/person.h"
#include "people/record.h"
#include "people/rules.h"
#include "people/security_notice.h"
#include "store/passwords.h"

namespace pb::people {
namespace {

auto busy() -> std::unexpected<Error> {
  return fail(ErrorCode::unavailable, Message("error.sign_in.busy"));
}

auto changed_meanwhile() -> std::unexpected<Error> {
  return fail(ErrorCode::conflict, Message("error.try_again"));
}

// When the one there is now was set. Its hash may be made anew at a higher cost meanwhile, this stays.
auto set_at(store::Unit& unit, UserId user) -> std::optional<Instant> {
  auto const password = store::find_password(unit.sql, user);
  return password ? std::optional(password->changed_at) : std::nullopt;
}

template <class F>
auto in_unit(PasswordDesk const& desk, F const& f) {
  return desk.database.write([&](sql::Session& session) {
    store::Unit unit{session, desk.clock.now()};
    return f(unit);
  });
}

// Whether a password may be set, before any work; and what there is now.
auto check_change(store::Unit& unit, Actor const& actor, PasswordChange const& change)
    -> Result<std::optional<Instant>> {
  PB_CHECK(check_person(actor));
  auto const person = find_person(unit, actor.user);
  if (!person) return user_not_found();
  if (!person->email) return fail(ErrorCode::conflict, Message("error.password.no_email"));
  PB_CHECK(check_password(change.next, own_words(unit, *person)));
  auto const before = set_at(unit, actor.user);
  if (before && !change.current)
    return fail(ErrorCode::invalid, Message("error.password.current_missing"), "current");
  return before;
}

// They know the one they have.
auto check_current(PasswordDesk const& desk, Actor const& actor, Secret const& current, Place const& place)
    -> Result<void> {
  auto const answer = confirm_by_password(desk, actor, current, place);
  switch (answer.outcome) {
    case SignInOutcome::signed_in:
    case SignInOutcome::factor_wanted:
      return {};
    case SignInOutcome::refused:
      return fail(ErrorCode::invalid, Message("error.password.wrong"), "current");
    case SignInOutcome::slowed:
    case SignInOutcome::busy:
      return std::unexpected(sign_in_error(answer));
  }
  return {};
}

auto store_change(store::Unit& unit, PasswordDesk const& desk, Actor const& actor, std::string const& hash)
    -> Result<void> {
  bool const first = !set_at(unit, actor.user);
  store::save_password(unit.sql, {.user = actor.user, .hash = hash, .changed_at = unit.now});
  store::remove_password_reset(unit.sql, actor.user);
  if (first) {
    record(unit, actor, "user.password_set", {"user", actor.user.value}, {});
    mail_security_notice(unit, desk.texts, actor.user, Message("mail.password_set"));
  } else {
    record(unit, actor, "user.password_changed", {"user", actor.user.value}, {{"by", "password"}});
    mail_security_notice(unit, desk.texts, actor.user, Message("mail.password_changed"));
  }
  return {};
}

}  // namespace

auto has_password(store::Unit& unit, UserId user) -> bool {
  return store::find_password(unit.sql, user).has_value();
}

auto change_password(PasswordDesk const& desk, Actor const& actor, PasswordChange const& change)
    -> Result<void> {
  PB_TRY(auto const before,
         in_unit(desk, [&](store::Unit& unit) { return check_change(unit, actor, change); }));
  if (before) PB_CHECK(check_current(desk, actor, *change.current, change.place));
  auto const hash = desk.hasher.hash(change.next);
  if (!hash) return busy();
  return in_unit(desk, [&](store::Unit& unit) -> Result<void> {
    if (set_at(unit, actor.user) != before) return changed_meanwhile();
    return store_change(unit, desk, actor, *hash);
  });
}

auto remove_password(PasswordDesk const& desk, Actor const& actor, Secret const& current, Place const& place)
    -> Result<void> {
  PB_CHECK(check_person(actor));
  auto const there = in_unit(desk, [&](store::Unit& unit) -> Result<bool> {
    auto const person = find_person(unit, actor.user);
    if (!person) return user_not_found();
    if (!person->tg_id) return fail(ErrorCode::conflict, Message("error.password.last_way"));
    return has_password(unit, actor.user);
  });
  if (!there) return std::unexpected(there.error());
  if (!*there) return {};
  PB_CHECK(check_current(desk, actor, current, place));
  in_unit(desk, [&](store::Unit& unit) {
    if (!store::remove_password(unit.sql, actor.user)) return;
    record(unit, actor, "user.password_removed", {"user", actor.user.value}, {});
    mail_security_notice(unit, desk.texts, actor.user, Message("mail.password_removed"));
  });
  return {};
}

}  // namespace pb::people
