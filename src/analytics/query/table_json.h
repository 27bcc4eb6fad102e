#pragma once

#include <boost/json/object.hpp>

#include "analytics/query/table.h"

namespace pb::analytics {

// The JSON form of an answer (docs/query.md). "No data" is null; a row is an array as long as `columns`.
[[nodiscard]] auto to_json(Table const& table) -> boost::json::object;

}  // namespace pb::analytics
