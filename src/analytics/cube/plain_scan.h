#pragma once

#include "analytics/cube/contents.h"
#include "base/error.h"

namespace pb::analytics {

// What Version::scan answers, worked out row by row with nothing kept ready: slow, and plain enough to be
// believed. The measure of the other in tests.
[[nodiscard]] auto plain_scan(Contents const& contents, Slice const& slice) -> Result<std::vector<Cell>>;

}  // namespace pb::analytics
