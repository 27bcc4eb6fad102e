#pragma once

#include <boost/json/object.hpp>

#include "analytics/query/table.h"

namespace pb::api {

// The JSON form of docs/query.md, but for amounts: they are strings of decimal digits, as everywhere in the
// API.
[[nodiscard]] auto represented(analytics::Table const& table) -> boost::json::object;

}  // namespace pb::api
