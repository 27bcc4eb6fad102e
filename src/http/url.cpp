#include "http/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <memory>

namespace pb::http {
namespace {

auto part_of(CURLU* url, CURLUPart part, unsigned flags) -> std::optional<std::string> {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return std::nullopt;
  std::string copy(text);
  curl_free(text);
  return copy;
}

auto is_printable(char letter) -> bool {
  return letter > ' ' && letter <= '~';
}

}  // namespace

auto parse_url(std::string_view text) -> std::optional<Url> {
  if (!std::ranges::all_of(text, is_printable)) return std::nullopt;
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> const url(curl_url(), curl_url_cleanup);
  if (!url ||
      curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
    return std::nullopt;
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  auto const scheme = part_of(url.get(), CURLUPART_SCHEME, 0);
  auto host = part_of(url.get(), CURLUPART_HOST, 0);
  auto whole = part_of(url.get(), CURLUPART_URL, 0);
  if (!scheme || !host || !whole || (scheme != "http" && scheme != "https")) return std::nullopt;
  if (host->starts_with('[') && host->ends_with(']')) host = host->substr(1, host->size() - 2);
  return Url{.text = std::move(*whole), .host = std::move(*host)};
}

auto resolve(std::string const& host) -> std::vector<std::string> {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return {};
  std::vector<std::string> addresses;
  for (auto const* one = found; one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
      addresses.emplace_back(text.data());
  }
  freeaddrinfo(found);
  return addresses;
}

}  // namespace pb::http
