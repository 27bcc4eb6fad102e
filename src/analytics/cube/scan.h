#pragma once

#include "analytics/cube/crew.h"
#include "analytics/cube/state.h"
#include "base/error.h"

namespace pb::analytics {

// Version::scan over what a version is made of; large ones are shared with the crew.
[[nodiscard]] auto scan_state(State const& state, Slice const& slice, Crew& crew)
    -> Result<std::vector<Cell>>;

}  // namespace pb::analytics
