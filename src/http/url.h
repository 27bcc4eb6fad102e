#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pb::http {

// An address of the web as the client understands it (libcurl's own parser, so that what was looked at is
// what will be asked).
struct Url {
  std::string text{};  // written the usual way, without a fragment
  std::string host{};  // a name, or an address without brackets; 127.1 is 127.0.0.1
};

// Nothing for what is no http or https address, names a user or password, or holds other than printable
// ASCII.
[[nodiscard]] auto parse_url(std::string_view text) -> std::optional<Url>;

// The addresses of a host as the system finds them; none where there are none, or nobody can say. May take
// many seconds.
[[nodiscard]] auto resolve(std::string const& host) -> std::vector<std::string>;

}  // namespace pb::http
