#pragma once

#include <boost/json/value.hpp>

#include "api/refusal.h"

namespace pb::api {

inline constexpr std::size_t kMostJsonBytes = std::size_t{1} * 1024 * 1024;
inline constexpr std::size_t kMostJsonDepth = 32;

// A request's body. 400 for what is no JSON text (RFC 8259), nests too deep, or has a name twice in one
// object, which readers would take for different things.
[[nodiscard]] auto read_json(std::string_view text) -> Outcome<boost::json::value>;

}  // namespace pb::api
