#pragma once

#include <string_view>

#include "analytics/query/json_reader.h"
#include "reports/definition.h"

// What a definition's parts must be to make sense together; refusals name the part at `place`.
namespace pb::reports {

// Lower-case letters, digits and "-", at most 40.
[[nodiscard]] auto check_name(analytics::JsonPlace const& place, std::string_view name) -> Result<void>;
[[nodiscard]] auto check_title(analytics::JsonPlace const& place, std::string_view title) -> Result<void>;
// Everything analytics::check refuses, its pointer below `place`.
[[nodiscard]] auto check_query(analytics::JsonPlace const& place, analytics::Query const& query)
    -> Result<void>;
// Tiles have neither groups nor a grain.
[[nodiscard]] auto check_tiles(analytics::JsonPlace const& place, analytics::Query const& query)
    -> Result<void>;
[[nodiscard]] auto check_marks(analytics::JsonPlace const& place, TablePart const& table) -> Result<void>;
// Whether the query can fill such a chart (definition.h).
[[nodiscard]] auto check_chart(analytics::JsonPlace const& place, ChartDefinition const& chart)
    -> Result<void>;

}  // namespace pb::reports
