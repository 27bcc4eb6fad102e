#pragma once

#include "api/call.h"
#include "people/second_factor.h"

// What all ways of signing in end with.
namespace pb::api {

inline constexpr std::chrono::hours kDeviceLife{24 * 365};

// This browser is the person's from now on: a session, and the place is known. Cookies in the reply.
[[nodiscard]] auto complete_sign_in(Call& call, people::Person const& person, store::SignInMethod method)
    -> Outcome<Reply>;

// What keeps the person from going on: a second factor that is not shown (403 "sign_in.factor_wanted") or is
// wrong. Nothing where there is none, or the code is right. To be returned by keep(): wrong codes count.
[[nodiscard]] auto check_factor(Call& call, UserId user, std::optional<std::string> const& code)
    -> std::optional<Refusal>;

// A refusal that keeps what was written.
[[nodiscard]] auto keep(Refusal refusal) -> Reply;

// A session's token is exchanged where what the person may do has grown; the cookie for it.
[[nodiscard]] auto renewed_cookie(Call& call, people::SignedIn const& signed_in)
    -> std::pair<std::string, std::string>;

// 429 with Retry-After for "slowed", what the use case says for the rest.
[[nodiscard]] auto refusal_of(people::SignInAnswer const& answer) -> Refusal;
[[nodiscard]] auto refusal_of(people::FactorAnswer const& answer) -> Refusal;

}  // namespace pb::api
