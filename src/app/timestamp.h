#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pb::app {

// The moment that a field of a file names, in whole seconds since 1970-01-01T00:00 (fractions are cut off
// towards the past). Read are
// - a day, `2014-04-01`, with a time after `T` or a space, `2014-04-01 00:00`, `2014-04-01T00:00:00.5`, and a
//   zone, `Z`, `+02:00` or `+0200`, after that; without a zone as if in UTC; years 0 to 9999;
// - seconds since 1970, `1396310400` or with a fraction; from 1e11 on they are taken for milliseconds, from
//   1e14 on for microseconds, from 1e17 on for nanoseconds, up to the year 5138.
// Spaces around are passed over. Nothing where it is anything else.
auto parse_timestamp(std::string_view field) -> std::optional<std::int64_t>;

}  // namespace pb::app
