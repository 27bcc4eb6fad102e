#pragma once

#include <boost/json/object.hpp>

#include "reports/built.h"

namespace pb::reports {

// The built blocks for programs (docs/reports.md): numbers as they are (minor units, basis points, minutes),
// texts in the reader's language, charts as their table of numbers.
[[nodiscard]] auto to_json(Built const& built) -> boost::json::object;

}  // namespace pb::reports
