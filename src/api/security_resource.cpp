#include "api/represent.h"
#include "api/resources.h"
#include "api/sign_in.h"
#include "delivery/mails.h"
#include "people/email.h"
#include "people/passwords.h"
#include "people/second_factor.h"

// How I sign in: password, second factor, e-mail; and showing once more that it is me.
namespace pb::api {
namespace {

namespace json = boost::json;

auto get_security(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  auto const user = signed_in.person.id;
  return answered(json::object{{"email", represent(signed_in.person.email)},
                               {"password", people::has_password(call.unit, user)},
                               {"second_factor", people::has_second_factor(call.unit, user)},
                               {"recovery_codes_left", people::recovery_codes_left(call.unit, user)},
                               {"confirmed", signed_in.confirmed(call.unit.now)}});
}

// What they have besides their browser: the second factor where there is one, else the password.
auto confirm(SideCall& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto fields, call.fields());
  auto const code = fields.optional<std::string>("code");
  auto const password = fields.optional<std::string>("password");
  PB_CHECK(fields.check());
  auto const actor = signed_in.person.actor();
  bool const by_code = call.surroundings.database.read([&](sql::Session& session) {
    store::Unit unit{session, call.surroundings.clock.now()};
    return people::has_second_factor(unit, actor.user);
  });
  if (!by_code) {
    PB_TRY(auto const desk, call.desk());
    auto const answer = people::confirm_by_password(desk, actor, Secret(password.value_or("")), call.place());
    if (!answer.user) return std::unexpected(refusal_of(answer));
  }
  return call.in_unit([&](Call& inner) -> Outcome<Reply> {
    if (auto refused = check_factor(inner, actor.user, code)) return keep(std::move(*refused));
    people::confirm_session(inner.unit, signed_in);
    auto reply = no_content();
    reply.headers.push_back(renewed_cookie(inner, signed_in));
    return reply;
  });
}

// The others are signed out, this browser gets another token.
auto after_change(Call& call, people::SignedIn const& signed_in) -> Outcome<Reply> {
  PB_CHECK(people::end_other_sessions(call.unit, signed_in.person.actor(), signed_in.session.id));
  auto reply = no_content();
  reply.headers.push_back(renewed_cookie(call, signed_in));
  return reply;
}

auto set_password(SideCall& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_confirmed_session());
  PB_TRY(auto fields, call.fields());
  people::PasswordChange change{.next = Secret(fields.required<std::string>("password")),
                                .place = call.place()};
  if (auto current = fields.optional<std::string>("current")) change.current = Secret(std::move(*current));
  PB_CHECK(fields.check());
  PB_TRY(auto const desk, call.desk());
  PB_CHECK(people::change_password(desk, signed_in.person.actor(), change));
  return call.in_unit([&](Call& inner) { return after_change(inner, signed_in); });
}

auto remove_password(SideCall& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto fields, call.fields());
  Secret const current(fields.required<std::string>("current"));
  PB_CHECK(fields.check());
  PB_TRY(auto const desk, call.desk());
  PB_CHECK(people::remove_password(desk, signed_in.person.actor(), current, call.place()));
  return call.in_unit([&](Call& inner) { return after_change(inner, signed_in); });
}

auto once(json::object body) -> Reply {
  return {.body = std::move(body), .shown = Reply::Shown::once};
}

auto codes_of(std::vector<Secret> const& codes) -> json::object {
  json::array list;
  for (auto const& code : codes) list.push_back(json::string(code.reveal()));
  return {{"recovery_codes", std::move(list)}};
}

auto begin_factor(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_confirmed_session());
  PB_TRY(auto const made, people::begin_second_factor(call.unit, signed_in.person.actor(), call.random));
  return once({{"key", made.key.reveal()}, {"uri", made.uri.reveal()}});
}

auto read_code(Call& call) -> Outcome<std::string> {
  PB_TRY(auto fields, call.fields());
  auto code = fields.required<std::string>("code");
  PB_CHECK(fields.check());
  return code;
}

auto confirm_factor(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto const code, read_code(call));
  auto const actor = signed_in.person.actor();
  PB_TRY(auto const codes,
         people::confirm_second_factor(call.unit, call.surroundings.translator, actor, code, call.random));
  PB_TRY(auto const changed, after_change(call, signed_in));
  auto reply = once(codes_of(codes));
  reply.headers = changed.headers;
  return reply;
}

auto remove_factor(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto const code, read_code(call));
  auto const answer = people::remove_second_factor(call.unit, call.surroundings.translator,
                                                   signed_in.person.actor(), code, call.place());
  if (!answer.accepted()) return keep(refusal_of(answer));
  return after_change(call, signed_in);
}

auto renew_codes(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto const code, read_code(call));
  auto const renewed = people::renew_recovery_codes(
      call.unit, call.surroundings.translator, signed_in.person.actor(), code, call.place(), call.random);
  if (!renewed.answer.accepted()) return keep(refusal_of(renewed.answer));
  return once(codes_of(renewed.codes));
}

auto take_away_factor(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_confirmed_session());
  PB_TRY(auto const id, call.id<UserId>());
  PB_CHECK(
      people::take_away_second_factor(call.unit, call.surroundings.translator, signed_in.person.actor(), id));
  return no_content();
}

auto request_email(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_confirmed_session());
  PB_TRY(auto fields, call.fields());
  auto const address = fields.required<std::string>("address");
  PB_CHECK(fields.check());
  PB_TRY(auto const code, people::request_email(call.unit, signed_in.person.actor(), address, call.random));
  std::int64_t const minutes = people::kCodeLasts.count();
  delivery::enqueue(
      call.unit, store::NewOutgoingMail{
                     .address = code.address,
                     .subject = call.say(Message("mail.code_subject", {{"code", code.code}})),
                     .text = call.say(Message("mail.code_text", {{"code", code.code}, {"minutes", minutes}})),
                     .language = std::string(enum_name(call.reader().language))});
  return Reply{.status = 202};
}

// A wrong code counts: it is kept.
auto confirm_email(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto const code, read_code(call));
  auto const done = people::confirm_email(call.unit, signed_in.person.actor(), code);
  if (!done) return keep(done.error());
  return no_content();
}

auto remove_email(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_confirmed_session());
  PB_CHECK(people::remove_email(call.unit, signed_in.person.actor()));
  return no_content();
}

}  // namespace

void add_security(Door& door) {
  door.read("getSecurity", get_security);
  door.aside("confirmSession", confirm);
  door.aside("setPassword", set_password);
  door.aside("removePassword", remove_password);
  door.write("beginSecondFactor", begin_factor);
  door.write("confirmSecondFactor", confirm_factor);
  door.write("removeSecondFactor", remove_factor);
  door.write("renewRecoveryCodes", renew_codes);
  door.write("takeAwaySecondFactor", take_away_factor);
  door.write("requestEmail", request_email);
  door.write("confirmEmail", confirm_email);
  door.write("removeEmail", remove_email);
}

}  // namespace pb::api
