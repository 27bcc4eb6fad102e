#include "telegram/simulator/links.h"

#include <algorithm>

#include "base/ascii.h"

namespace pb::telegram::simulator {
namespace {

bool is_unseemly(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"';
}

}  // namespace

auto checked_link(std::string_view address) -> std::optional<std::string> {
  std::string scheme = "http://";
  for (std::string_view const known : {"http://", "https://", "tg://", "tg:"}) {
    if (!lower_case(address.substr(0, known.size())).starts_with(known)) continue;
    scheme = known == "tg:" ? "tg://" : known;
    address.remove_prefix(known.size());
    break;
  }
  auto const host_end = std::min(address.find_first_of("/?#"), address.size());
  auto const host = address.substr(0, host_end);
  auto const rest = address.substr(host_end);
  if (host.empty() || std::ranges::any_of(host, is_unseemly)) return std::nullopt;
  if (scheme == "tg://") return scheme + lower_case(host) + std::string(rest);
  auto const name = host.substr(host.rfind('@') + 1);
  bool const has_domain = name.find('.') != std::string_view::npos && !name.starts_with('.');
  if (!has_domain || host.find("://") != std::string_view::npos) return std::nullopt;
  return scheme + lower_case(host) + (rest.starts_with('/') ? "" : "/") + std::string(rest);
}

}  // namespace pb::telegram::simulator
