#pragma once

#include <optional>
#include <string>

#include "api/refusal.h"
#include "http/message.h"
#include "people/api_keys.h"
#include "people/sessions.h"

namespace pb::api {

inline constexpr std::string_view kSessionCookie = "__Host-session";
inline constexpr std::string_view kDeviceCookie = "__Host-device";    // outlives sessions, signs nobody in
inline constexpr std::string_view kBrowserCookie = "__Host-sign-in";  // until somebody is signed in

// Who calls: a browser with a session, a program with a key, or nobody known.
struct Caller {
  std::optional<people::SignedIn> session{};
  std::optional<people::KeyHolder> key{};

  [[nodiscard]] auto person() const -> people::Person const* {
    if (key) return &key->person;
    return session ? &session->person : nullptr;
  }
};

// A key as bearer token or as password of Basic; else the session's cookie. 401 where a key is no good: a
// program is to know at once. A cookie that is no good is nobody.
[[nodiscard]] auto identify(store::Unit& unit, http::Request const& request) -> Outcome<Caller>;

// A browser sends cookies along wherever a request comes from. 403 where one that changes something does not
// come from our own pages: with a session it must name its origin, without one it must not name another.
[[nodiscard]] auto check_origin(http::Request const& request, Caller const& caller,
                                std::string const& public_url) -> Outcome<void>;

// The same for a GET that becomes a WebSocket.
[[nodiscard]] auto check_origin_of_socket(http::Request const& request, Caller const& caller,
                                          std::string const& public_url) -> Outcome<void>;

// The value of a cookie; empty where there is none.
[[nodiscard]] auto cookie_of(http::Request const& request, std::string_view name) -> std::string;
// Set-Cookie for a cookie that only comes back here, over TLS (or loopback), unseen by scripts.
[[nodiscard]] auto set_cookie(std::string_view name, Secret const& value, std::chrono::seconds life)
    -> std::pair<std::string, std::string>;
[[nodiscard]] auto clear_cookie(std::string_view name) -> std::pair<std::string, std::string>;

}  // namespace pb::api
