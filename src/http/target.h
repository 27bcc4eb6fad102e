#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pb::http {

// What a request line asks for, decoded: "/a%20b?x=1&x=2".
struct Target {
  std::string path;
  std::multimap<std::string, std::string> query;
};

// Nothing for a target that is no path, is badly escaped, or whose path is not UTF-8 or holds a NUL. An
// escaped slash is a slash like any other. Values of the query may hold any bytes.
[[nodiscard]] auto parse_target(std::string_view text) -> std::optional<Target>;

// application/x-www-form-urlencoded, as in a query or a body: "a=1&b=x+y". Nothing where it is badly escaped.
[[nodiscard]] auto parse_form(std::string_view text)
    -> std::optional<std::multimap<std::string, std::string>>;

// Everything but letters, digits and -._~ becomes %XX (RFC 3986, 2.3).
[[nodiscard]] auto percent_encoded(std::string_view text) -> std::string;

}  // namespace pb::http
