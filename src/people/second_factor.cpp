#include "people/second_factor.h"

#include <algorithm>

#include "crypto/base32.h"
#include "crypto/token.h"
#include "crypto/totp.h"
#include "crypto/typed_code.h"
#include "people/failed_sign_in.h"
#include "people/person.h"
#include "people/record.h"
#include "people/rules.h"
#include "people/security_notice.h"
#include "store/organisation.h"
#include "store/second_factors.h"

namespace pb::people {
namespace {

auto key_of(store::SecondFactor const& factor) -> Secret {
  return Secret(crypto::from_base32(factor.key).value_or(""));
}

// What apps list the code under. A colon would end the issuer there.
auto issuer_of(store::Unit& unit) -> std::string {
  auto const organisation = store::find_organisation(unit.sql);
  auto issuer = organisation ? "Profit Bot (" + organisation->name + ")" : std::string("Profit Bot");
  std::ranges::replace(issuer, ':', ' ');
  return issuer;
}

auto new_codes(store::Unit& unit, UserId user, Random& random) -> std::vector<Secret> {
  std::vector<Secret> codes;
  std::vector<std::string> hashes;
  for (std::int64_t count = 0; count < kRecoveryCodes; ++count) {
    codes.push_back(crypto::make_typed_code(random));
    hashes.push_back(crypto::hash_token(codes.back()));
  }
  store::save_recovery_codes(unit.sql, user, hashes);
  return codes;
}

bool used_by_app(store::Unit& unit, store::SecondFactor const& factor, std::string_view code) {
  auto const step = crypto::match_totp(key_of(factor), code, unit.now, factor.last_step);
  return step && store::use_totp_step(unit.sql, factor.user, *step);
}

bool used_as_recovery_code(store::Unit& unit, UserId user, std::string_view code) {
  auto const typed = crypto::normal_typed_code(code);
  return !typed.empty() && store::use_recovery_code(unit.sql, user, crypto::hash_token(typed), unit.now);
}

auto refuse(store::Unit& unit, Attempt const& attempt, SignInFailure reason) -> FactorAnswer {
  note_failed_sign_in(unit, {.by = TriedBy::second_factor,
                             .reason = reason,
                             .user = attempt.user,
                             .address = attempt.place.address});
  return {.outcome = FactorOutcome::refused, .wait = wait_before(unit, attempt)};
}

auto accept_recovery_code(store::Unit& unit, i18n::Translator const& texts, Person const& person)
    -> FactorAnswer {
  auto const left = store::count_recovery_codes(unit.sql, person.id);
  record(unit, person.actor(), "user.recovery_code_used", {"user", person.id.value}, {{"left", left}});
  mail_security_notice(unit, texts, person.id, Message("mail.recovery_code_used", {{"left", left}}));
  return {.outcome = FactorOutcome::by_recovery_code, .recovery_codes_left = left};
}

void remove(store::Unit& unit, i18n::Translator const& texts, Actor const& actor, UserId user) {
  store::remove_second_factor(unit.sql, user);
  record(unit, actor, "user.second_factor_removed", {"user", user.value}, {});
  mail_security_notice(unit, texts, user, Message("mail.second_factor_removed"));
}

}  // namespace

auto factor_error(FactorAnswer const& answer) -> Error {
  if (answer.outcome == FactorOutcome::slowed)
    return {ErrorCode::unavailable,
            Message("error.sign_in.slowed",
                    {{"seconds", std::int64_t{answer.wait.value_or(std::chrono::seconds(1)).count()}}}),
            "code"};
  return {ErrorCode::forbidden, Message("error.factor.wrong"), "code"};
}

auto has_second_factor(store::Unit& unit, UserId user) -> bool {
  auto const factor = store::find_second_factor(unit.sql, user);
  return factor && factor->confirmed_at;
}

auto recovery_codes_left(store::Unit& unit, UserId user) -> std::int64_t {
  return store::count_recovery_codes(unit.sql, user);
}

auto begin_second_factor(store::Unit& unit, Actor const& actor, Random& random) -> Result<NewSecondFactor> {
  PB_CHECK(check_person(actor));
  auto const person = find_person(unit, actor.user);
  if (!person) return user_not_found();
  auto const key = crypto::make_totp_key(random);
  auto text = crypto::to_base32(key.reveal());
  if (!store::begin_second_factor(unit.sql, actor.user, text, unit.now))
    return fail(ErrorCode::conflict, Message("error.factor.there"));
  return NewSecondFactor{.key = Secret(std::move(text)),
                         .uri = crypto::totp_uri(key, issuer_of(unit), person->email.value_or(person->name))};
}

auto confirm_second_factor(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                           std::string_view code, Random& random) -> Result<std::vector<Secret>> {
  PB_CHECK(check_person(actor));
  auto const factor = store::find_second_factor(unit.sql, actor.user);
  if (factor && factor->confirmed_at) return fail(ErrorCode::conflict, Message("error.factor.there"));
  if (!factor || factor->begun_at + kBeginningLasts < unit.now)
    return fail(ErrorCode::conflict, Message("error.factor.not_begun"));
  auto const step = crypto::match_totp(key_of(*factor), code, unit.now, std::nullopt);
  if (!step) return fail(ErrorCode::invalid, Message("error.factor.wrong"), "code");
  if (!store::confirm_second_factor(unit.sql, actor.user, factor->key, *step, unit.now))
    return fail(ErrorCode::conflict, Message("error.try_again"));
  auto codes = new_codes(unit, actor.user, random);
  record(unit, actor, "user.second_factor_added", {"user", actor.user.value}, {});
  mail_security_notice(unit, texts, actor.user, Message("mail.second_factor_added"));
  return codes;
}

auto check_second_factor(store::Unit& unit, i18n::Translator const& texts, UserId user, std::string_view code,
                         Place const& place) -> FactorAnswer {
  Attempt const attempt{.proof = Proof::second_factor,
                        .account = "user " + std::to_string(user.value),
                        .user = user,
                        .place = place};
  if (auto const wait = admit(unit, attempt)) return {.outcome = FactorOutcome::slowed, .wait = wait};
  auto const person = find_person(unit, user);
  if (!person || person->blocked()) return refuse(unit, attempt, SignInFailure::blocked);
  auto const factor = store::find_second_factor(unit.sql, user);
  if (!factor || !factor->confirmed_at) return refuse(unit, attempt, SignInFailure::wrong_code);
  bool const by_app = used_by_app(unit, *factor, code);
  if (!by_app && !used_as_recovery_code(unit, user, code))
    return refuse(unit, attempt, SignInFailure::wrong_code);
  succeeded(unit, attempt);
  note_place(unit, user, place);
  if (by_app) return {.outcome = FactorOutcome::by_app};
  return accept_recovery_code(unit, texts, *person);
}

auto remove_second_factor(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                          std::string_view code, Place const& place) -> FactorAnswer {
  if (!check_person(actor)) return {};
  auto answer = check_second_factor(unit, texts, actor.user, code, place);
  if (answer.accepted()) remove(unit, texts, actor, actor.user);
  return answer;
}

auto renew_recovery_codes(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                          std::string_view code, Place const& place, Random& random) -> RenewedCodes {
  if (!check_person(actor)) return {};
  RenewedCodes renewed{.answer = check_second_factor(unit, texts, actor.user, code, place)};
  if (!renewed.answer.accepted()) return renewed;
  renewed.codes = new_codes(unit, actor.user, random);
  record(unit, actor, "user.recovery_codes_renewed", {"user", actor.user.value}, {});
  return renewed;
}

auto take_away_second_factor(store::Unit& unit, i18n::Translator const& texts, Actor const& actor,
                             UserId user) -> Result<void> {
  PB_CHECK(check_administers(actor));
  auto const person = find_person(unit, user);
  if (!person) return user_not_found();
  bool const self = actor.kind == Actor::Kind::user && actor.user == user;
  bool const above = person->role == Role::owner && actor.role != Role::owner;
  if (self || above) return not_allowed();
  if (!has_second_factor(unit, user)) return fail(ErrorCode::not_found, Message("error.factor.none"));
  remove(unit, texts, actor, user);
  return {};
}

}  // namespace pb::people
