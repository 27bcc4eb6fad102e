#include "people/password_reset.h"

#include "base/ascii.h"
#include "crypto/token.h"
#include "crypto/typed_code.h"
#include "people/own_words.h"
#include "people/password_rules.h"
#include "people/person.h"
#include "people/record.h"
#include "people/security_notice.h"
#include "store/passwords.h"
#include "store/users.h"

namespace pb::people {
namespace {

auto attempt_at(Proof proof, std::string account, std::optional<UserId> user, Place const& place) -> Attempt {
  return {.proof = proof, .account = std::move(account), .user = user, .place = place};
}

void mail_code(store::Unit& unit, i18n::Translator const& texts, UserId user, Secret const& code,
               std::string_view page) {
  MessageArg const minutes{"minutes", std::int64_t{kResetLasts.count()}};
  Message text(page.empty() ? "mail.reset_code_text" : "mail.reset_link_text");
  text.args = {minutes, {"code", code.reveal()}, {"link", std::string(page) + code.reveal()}};
  mail_person(unit, texts, user, Message("mail.reset_subject"), text);
}

// Whose code it is, while it is good.
auto person_of(store::Unit& unit, Secret const& code) -> Result<Person> {
  auto const expired = fail(ErrorCode::conflict, Message("error.password.reset_expired"), "code");
  auto const typed = crypto::normal_typed_code(code.reveal());
  auto const reset =
      typed.empty() ? std::nullopt : store::find_password_reset(unit.sql, crypto::hash_token(typed));
  if (!reset || reset->expires_at < unit.now) return expired;
  auto person = find_person(unit, reset->user);
  bool const good = person && !person->blocked() && person->email == reset->address;
  if (!good) return expired;
  return std::move(*person);
}

// What was asked for is done: failures here no longer count.
void forgive(store::Unit& unit, Person const& person, Place const& place) {
  auto const account = lower_case(*person.email);
  succeeded(unit, attempt_at(Proof::password_reset, account, person.id, place));
  succeeded(unit, attempt_at(Proof::password, account, person.id, place));
}

void store_password(store::Unit& unit, i18n::Translator const& texts, Person const& person,
                    std::string const& hash) {
  bool const first = !store::find_password(unit.sql, person.id);
  store::save_password(unit.sql, {.user = person.id, .hash = hash, .changed_at = unit.now});
  store::remove_password_reset(unit.sql, person.id);
  record(unit, person.actor(), first ? "user.password_set" : "user.password_changed",
         {"user", person.id.value}, {{"by", "mail"}});
  mail_security_notice(unit, texts, person.id,
                       first ? Message("mail.password_set") : Message("mail.password_changed"));
}

}  // namespace

auto request_password_reset(store::Unit& unit, i18n::Translator const& texts, std::string_view email,
                            Place const& place, std::string_view page, Random& random)
    -> std::optional<std::chrono::seconds> {
  auto const account = sign_in_account(email);
  auto const user = store::find_user_by_email(unit.sql, account);
  auto const id = user ? std::optional(user->id) : std::nullopt;
  if (auto const wait = admit(unit, attempt_at(Proof::password_reset, account, id, place))) return wait;
  if (!user || user->status == store::UserStatus::blocked) return std::nullopt;
  auto const code = crypto::make_typed_code(random);
  store::save_password_reset(unit.sql, {.user = user->id,
                                        .address = *user->email,
                                        .code_hash = crypto::hash_token(code),
                                        .expires_at = unit.now + kResetLasts});
  mail_code(unit, texts, user->id, code, page);
  record(unit, Actor::system(), "user.password_reset_requested", {"user", user->id.value},
         {{"address", place.address}});
  return std::nullopt;
}

auto reset_password(PasswordDesk const& desk, ResetRequest const& request) -> Result<UserId> {
  auto const allowed = desk.database.read([&](sql::Session& session) -> Result<void> {
    store::Unit unit{session, desk.clock.now()};
    PB_TRY(auto const person, person_of(unit, request.code));
    return check_password(request.next, own_words(unit, person));
  });
  if (!allowed) return std::unexpected(allowed.error());
  auto const hash = desk.hasher.hash(request.next);
  if (!hash) return fail(ErrorCode::unavailable, Message("error.sign_in.busy"));
  return desk.database.write([&](sql::Session& session) -> Result<UserId> {
    store::Unit unit{session, desk.clock.now()};
    PB_TRY(auto const person, person_of(unit, request.code));
    store_password(unit, desk.texts, person, *hash);
    forgive(unit, person, request.place);
    return person.id;
  });
}

}  // namespace pb::people
