#pragma once

#include <string_view>
#include <vector>

#include "reports/definition.h"

namespace pb::reports {

// The reports that every installation has, in the order in which people need them. Read from the binary once;
// a broken one is a fault of the program and throws.
[[nodiscard]] auto built_in_definitions() -> std::vector<Definition> const&;

// Null where there is none of this name.
[[nodiscard]] auto built_in_definition(std::string_view name) -> Definition const*;

}  // namespace pb::reports
