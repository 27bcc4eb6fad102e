#include "api/sign_in.h"

#include <boost/json/object.hpp>

#include "api/represent.h"
#include "crypto/token.h"

namespace pb::api {
namespace {

namespace json = boost::json;

auto slowed(Error const& error, std::optional<std::chrono::seconds> wait) -> Refusal {
  Refusal refusal(error);
  if (wait) {
    if (error.code == ErrorCode::unavailable) refusal.status = 429;
    refusal.headers.emplace_back("Retry-After", std::to_string(wait->count()));
  }
  return refusal;
}

}  // namespace

auto keep(Refusal refusal) -> Reply {
  return {.refusal = std::move(refusal)};
}

auto refusal_of(people::SignInAnswer const& answer) -> Refusal {
  return slowed(people::sign_in_error(answer), answer.wait);
}

auto refusal_of(people::FactorAnswer const& answer) -> Refusal {
  return slowed(people::factor_error(answer), answer.wait);
}

auto complete_sign_in(Call& call, people::Person const& person, store::SignInMethod method)
    -> Outcome<Reply> {
  PB_TRY(auto const made, people::begin_session(call.unit, person, method, call.browser(), call.random));
  auto place = call.place();
  if (place.device.empty()) place.device = crypto::make_token(call.random);
  people::note_place(call.unit, person.id, place);
  auto const life = std::chrono::ceil<std::chrono::seconds>(made.expires_at - call.unit.now);
  return Reply{.status = 201,
               .body = json::object{{"user", {{"id", person.id.value}, {"name", person.name}}},
                                    {"expires_at", represent(made.expires_at)}},
               .headers = {{"Location", "/api/v1/session"},
                           set_cookie(kSessionCookie, made.token, life),
                           set_cookie(kDeviceCookie, place.device, kDeviceLife),
                           clear_cookie(kBrowserCookie)},
               .shown = Reply::Shown::once};
}

auto check_factor(Call& call, UserId user, std::optional<std::string> const& code) -> std::optional<Refusal> {
  if (!people::has_second_factor(call.unit, user)) return std::nullopt;
  if (!code) return Refusal(403, Message("error.sign_in.factor_wanted"));
  auto const answer =
      people::check_second_factor(call.unit, call.surroundings.translator, user, *code, call.place());
  if (answer.accepted()) return std::nullopt;
  return refusal_of(answer);
}

auto renewed_cookie(Call& call, people::SignedIn const& signed_in) -> std::pair<std::string, std::string> {
  auto const token = people::renew_session(call.unit, signed_in, call.random);
  return set_cookie(kSessionCookie, token,
                    std::chrono::ceil<std::chrono::seconds>(signed_in.session.expires_at - call.unit.now));
}

}  // namespace pb::api
