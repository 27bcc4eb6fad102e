#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string_view>

#include "analytics/query/json_reader.h"
#include "analytics/query/query.h"
#include "base/error.h"

namespace pb::analytics {

// Reads the JSON form (docs/query.md). Refuses what is not readable, unknown fields and names, and more of
// anything than limits.h allows; the error's field is the JSON pointer of what is wrong. Whether the parts
// make sense together is said by `check` (check.h).
[[nodiscard]] auto parse_query(std::string_view json) -> Result<Query>;

// The same for a part of a greater document. A query that names no range has `otherwise`, where there is one.
[[nodiscard]] auto read_query(JsonPlace const& root, std::optional<Range> const& otherwise = std::nullopt)
    -> Result<Query>;
[[nodiscard]] auto read_range(JsonPlace const& place) -> Result<Range>;
[[nodiscard]] auto to_json(Range const& range) -> boost::json::value;

// What parse_query reads back to an equal Query.
[[nodiscard]] auto to_json(Query const& query) -> boost::json::object;

}  // namespace pb::analytics
