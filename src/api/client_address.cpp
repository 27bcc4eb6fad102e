#include "api/client_address.h"

#include <algorithm>

#include "base/ascii.h"

namespace pb::api {
namespace {

auto trimmed(std::string_view text) -> std::string_view {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

auto is_in(std::vector<Network> const& networks, std::string_view address) -> bool {
  return std::ranges::any_of(networks, [&](Network const& network) { return network.holds(address); });
}

}  // namespace

auto client_address(http::Request const& request, std::vector<Network> const& trusted) -> std::string {
  auto address = request.remote_address;
  if (!is_in(trusted, address)) return address;
  std::string chain;  // several headers are one list (RFC 9110, 5.3)
  for (auto const& [name, value] : request.headers) {
    if (equal_ignoring_case(name, "X-Forwarded-For")) chain += (chain.empty() ? "" : ",") + value;
  }
  std::string_view rest = chain;
  while (!rest.empty() && is_in(trusted, address)) {
    auto const comma = rest.rfind(',');
    auto const last = trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
    if (!Network::parse(last)) return address;
    address = last;
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
  }
  return address;
}

}  // namespace pb::api
