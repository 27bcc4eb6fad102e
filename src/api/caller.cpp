#include "api/caller.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "crypto/base64.h"

namespace pb::api {
namespace {

auto trimmed(std::string_view text) -> std::string_view {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// RFC 6750 and RFC 7617; nothing for any other scheme.
auto key_of(std::string_view authorization) -> std::optional<Secret> {
  auto const blank = authorization.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  auto const scheme = authorization.substr(0, blank);
  auto const credentials = trimmed(authorization.substr(blank));
  if (equal_ignoring_case(scheme, "bearer")) return Secret(std::string(credentials));
  if (!equal_ignoring_case(scheme, "basic")) return std::nullopt;
  auto const plain = crypto::from_base64(credentials);
  auto const colon = plain ? plain->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return Secret(plain->substr(colon + 1));
}

// "https://profit.example:8443/path" comes from "https://profit.example:8443".
auto origin_of(std::string_view url) -> std::string_view {
  auto const host = url.find("://");
  if (host == std::string_view::npos) return {};
  return url.substr(0, url.find('/', host + 3));
}

auto is_ours(std::string_view origin, http::Request const& request, std::string const& public_url) -> bool {
  if (!public_url.empty()) return equal_ignoring_case(origin, origin_of(public_url));
  auto const host = http::find_header(request.headers, "Host");
  auto const scheme = origin.find("://");
  return host && scheme != std::string_view::npos && equal_ignoring_case(origin.substr(scheme + 3), *host);
}

}  // namespace

auto cookie_of(http::Request const& request, std::string_view name) -> std::string {
  for (auto const& [header, value] : request.headers) {
    if (!equal_ignoring_case(header, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      auto const end = std::min(rest.find(';'), rest.size());
      auto const pair = trimmed(rest.substr(0, end));
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
        return std::string(pair.substr(name.size() + 1));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return {};
}

auto identify(store::Unit& unit, http::Request const& request) -> Outcome<Caller> {
  Caller caller;
  if (auto const authorization = http::find_header(request.headers, "Authorization")) {
    auto const key = key_of(*authorization);
    if (key) caller.key = people::find_key_holder(unit, *key, request.remote_address);
    if (!caller.key) return unauthenticated();
    return caller;
  }
  auto token = cookie_of(request, kSessionCookie);
  if (!token.empty()) caller.session = people::find_session(unit, Secret(std::move(token)));
  return caller;
}

auto check_origin(http::Request const& request, Caller const& caller, std::string const& public_url)
    -> Outcome<void> {
  if (request.method == "GET" || request.method == "HEAD") return {};
  return check_origin_of_socket(request, caller, public_url);
}

auto check_origin_of_socket(http::Request const& request, Caller const& caller, std::string const& public_url)
    -> Outcome<void> {
  if (caller.key) return {};
  auto const origin = http::find_header(request.headers, "Origin");
  bool const sound = origin ? is_ours(*origin, request, public_url) : !caller.session;
  if (!sound) return refuse(403, Message("error.origin"));
  return {};
}

auto set_cookie(std::string_view name, Secret const& value, std::chrono::seconds life)
    -> std::pair<std::string, std::string> {
  return {"Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict", name,
                                    value.reveal(), life.count())};
}

auto clear_cookie(std::string_view name) -> std::pair<std::string, std::string> {
  return set_cookie(name, Secret(), std::chrono::seconds(0));
}

}  // namespace pb::api
