#include <boost/json/serialize.hpp>

#include "api/resources.h"
#include "api/sign_in.h"
#include "people/failed_sign_in.h"
#include "people/password_reset.h"
#include "people/sign_in_links.h"
#include "telegram/init_data.h"
#include "telegram/login_widget.h"

// The ways in: a link from the bot, Telegram's signature, e-mail and password, and the demo's open door.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::SignInFailure;
using people::TriedBy;
using store::SignInMethod;

constexpr std::chrono::minutes kSignatureLasts{10};

auto by_link(Call& call) -> Outcome<Reply> {
  call.access.public_endpoint("the link and the browser's cookie say who it is");
  PB_TRY(auto fields, call.fields());
  Secret const token(fields.required<std::string>("token"));
  auto const code = fields.optional<std::string>("code");
  PB_CHECK(fields.check());
  Secret const browser(cookie_of(call.request, kBrowserCookie));
  // Looked at first, so that a code that is missing or wrong does not use it up.
  auto const person =
      browser.empty() ? people::no_such_link() : people::opened_sign_in_link(call.unit, token, browser);
  if (!person) {
    people::note_failed_sign_in(call.unit, {.by = TriedBy::link,
                                            .reason = SignInFailure::unknown_token,
                                            .address = call.request.remote_address});
    return keep(person.error());
  }
  if (auto refused = check_factor(call, person->id, code)) return keep(std::move(*refused));
  PB_CHECK(people::use_sign_in_link(call.unit, token, browser));
  return complete_sign_in(call, *person, SignInMethod::link);
}

// Whom Telegram's signature names, signed in.
auto by_signature(Call& call, std::expected<telegram::SignedPerson, telegram::SignatureProblem> const& said,
                  SignInMethod method, std::optional<std::string> const& code) -> Outcome<Reply> {
  auto const by = method == SignInMethod::widget ? TriedBy::widget : TriedBy::mini_app;
  auto const failed = [&](SignInFailure reason, std::optional<UserId> user, char const* key) {
    people::note_failed_sign_in(
        call.unit, {.by = by, .reason = reason, .user = user, .address = call.request.remote_address});
    return keep(Refusal(403, Message(key)));
  };
  if (!said) {
    bool const late = said.error() == telegram::SignatureProblem::expired;
    return failed(late ? SignInFailure::expired : SignInFailure::forged, {}, "error.sign_in.signature");
  }
  auto const person = people::find_by_telegram(call.unit, said->tg_id);
  if (!person) return failed(SignInFailure::unknown_account, {}, "error.sign_in.stranger");
  if (person->blocked()) return failed(SignInFailure::blocked, person->id, "error.user.blocked");
  if (auto refused = check_factor(call, person->id, code)) return keep(std::move(*refused));
  return complete_sign_in(call, *person, method);
}

auto by_mini_app(Call& call) -> Outcome<Reply> {
  call.access.public_endpoint("Telegram's signature says who it is");
  PB_TRY(auto fields, call.fields());
  auto const data = fields.required<std::string>("init_data");
  auto const code = fields.optional<std::string>("code");
  PB_CHECK(fields.check());
  return by_signature(
      call, telegram::verify_init_data(data, call.surroundings.bot_token, call.unit.now, kSignatureLasts),
      SignInMethod::mini_app, code);
}

auto by_widget(Call& call) -> Outcome<Reply> {
  call.access.public_endpoint("Telegram's signature says who it is");
  PB_TRY(auto fields, call.fields());
  auto const* const raw = fields.raw("fields");
  auto const* const given = raw == nullptr ? nullptr : raw->if_object();
  if (given == nullptr) fields.wrong("fields", Message("error.body.object"));
  auto const code = fields.optional<std::string>("code");
  PB_CHECK(fields.check());
  telegram::SignedFields signed_fields;
  for (auto const& [name, value] : *given) {
    auto const* const text = value.if_string();
    signed_fields[std::string(name)] = text == nullptr ? json::serialize(value) : std::string(*text);
  }
  return by_signature(call,
                      telegram::verify_login_widget(signed_fields, call.surroundings.bot_token, call.unit.now,
                                                    kSignatureLasts),
                      SignInMethod::widget, code);
}

auto by_password(SideCall& call) -> Outcome<Reply> {
  call.access.public_endpoint("e-mail and password say who it is");
  PB_TRY(auto fields, call.fields());
  auto const email = fields.required<std::string>("email");
  Secret const password(fields.required<std::string>("password"));
  auto const code = fields.optional<std::string>("code");
  PB_CHECK(fields.check());
  PB_TRY(auto const desk, call.desk());
  auto const answer = people::sign_in_by_password(desk, email, password, call.place());
  if (!answer.user) return std::unexpected(refusal_of(answer));
  return call.in_unit([&](Call& inner) -> Outcome<Reply> {
    auto const person = people::find_person(inner.unit, *answer.user);
    if (!person) return unauthenticated();
    if (auto refused = check_factor(inner, person->id, code)) return keep(std::move(*refused));
    return complete_sign_in(inner, *person, SignInMethod::password);
  });
}

// Said at once, whoever's the address is: neither the answer nor its time tells.
auto request_reset(Call& call) -> Outcome<Reply> {
  call.access.public_endpoint("whoever reads the mail may go on");
  PB_TRY(auto fields, call.fields());
  auto const email = fields.required<std::string>("email");
  PB_CHECK(fields.check());
  call.surroundings.database.submit_write(
      [email, place = call.place(), now = call.unit.now, &texts = call.surroundings.translator,
       &random = call.random](sql::Session& session) {
        store::Unit unit{session, now};
        std::ignore = people::request_password_reset(unit, texts, email, place, "", random);
        return sql::Outcome::commit;
      },
      [](std::exception_ptr const&) {});
  return Reply{.status = 202};
}

auto complete_reset(SideCall& call) -> Outcome<Reply> {
  call.access.public_endpoint("the code from the mail says who it is");
  PB_TRY(auto fields, call.fields());
  people::ResetRequest const request{.code = Secret(fields.required<std::string>("code")),
                                     .next = Secret(fields.required<std::string>("password")),
                                     .place = call.place()};
  PB_CHECK(fields.check());
  PB_TRY(auto const desk, call.desk());
  PB_TRY(auto const user, people::reset_password(desk, request));
  return call.in_unit([&](Call& inner) -> Outcome<Reply> {
    auto const person = people::find_person(inner.unit, user);
    if (person) PB_CHECK(people::end_other_sessions(inner.unit, person->actor(), std::nullopt));
    return no_content();
  });
}

auto is_loopback(std::string const& address) -> bool {
  static auto const four = Network::parse("127.0.0.0/8");
  static auto const six = Network::parse("::1");
  return four->holds(address) || six->holds(address);
}

auto in_demo(Call& call, DemoVisitor const& visitor) -> Outcome<Reply> {
  call.access.public_endpoint("the demo's visitor has no account; only from the machine itself");
  auto const user =
      visitor && is_loopback(call.request.remote_address) ? visitor(call.unit.sql) : std::nullopt;
  auto const person = user ? people::find_person(call.unit, *user) : std::nullopt;
  if (!person) return refuse(404, Message("error.not_found"));
  return complete_sign_in(call, *person, SignInMethod::demo);
}

}  // namespace

void add_sign_in(Door& door, DemoVisitor visitor) {
  door.write("signInByLink", by_link);
  door.write("signInByMiniApp", by_mini_app);
  door.write("signInByWidget", by_widget);
  door.aside("signInByPassword", by_password);
  door.write("requestPasswordReset", request_reset);
  door.aside("completePasswordReset", complete_reset);
  door.write("signInToDemo", [visitor = std::move(visitor)](Call& call) { return in_demo(call, visitor); });
}

}  // namespace pb::api
