#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "base/error.h"
#include "reports/definition.h"

namespace pb::reports {

// Reads and checks the JSON form (docs/reports.md). What is refused is named by its JSON pointer: unknown
// fields and measures, queries that make no sense, charts that their query cannot fill, titles with control
// characters or more than kMostTitleBytes, more than kMostBlocks.
[[nodiscard]] auto parse_definition(std::string_view text) -> Result<Definition>;

// What parse_definition reads back to an equal Definition.
[[nodiscard]] auto to_json(Definition const& definition) -> boost::json::object;

}  // namespace pb::reports
