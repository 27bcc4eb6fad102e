#pragma once

#include <optional>
#include <string_view>

#include "collection/statistics.h"

namespace pb::bot {

// Months as people write them: "03.2026", "2026-03", "3/2026 - 9/2026", "2026-03 2026-09". One month is a
// range of one; nothing for anything else.
auto parse_months(std::string_view typed) -> std::optional<collection::MonthRange>;

}  // namespace pb::bot
