#include "app/local_only.h"

#include "base/ascii.h"

namespace pb::app {
namespace {

auto without_port(std::string_view host) -> std::string_view {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_this_computer(std::string_view host) {
  auto const name = without_port(host);
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

// Browsers say where a request comes from; other programs say nothing, and are not misled by pages.
bool fetched_by_another_site(http::Request const& request) {
  auto const site = http::find_header(request.headers, "Sec-Fetch-Site").value_or("none");
  if (site == "none" || site == "same-origin") return false;
  bool const link =
      http::find_header(request.headers, "Sec-Fetch-Mode") == "navigate" && request.method == "GET";
  return !link;
}

}  // namespace

auto refuse_other_sites(http::Request const& request) -> std::optional<http::Response> {
  auto const host = lower_case(http::find_header(request.headers, "Host").value_or(""));
  if (!is_this_computer(host)) return http::text_response(403, "Only localhost is served here\n");
  auto const origin = http::find_header(request.headers, "Origin");
  bool const foreign = origin && lower_case(*origin) != "http://" + host;
  if (foreign || fetched_by_another_site(request)) {
    return http::text_response(403, "Requests of other sites are refused\n");
  }
  return std::nullopt;
}

}  // namespace pb::app
