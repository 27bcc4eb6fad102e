#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace pb::webhooks {

inline constexpr std::size_t kFiltersLimit = 50;       // of one endpoint
inline constexpr std::size_t kFilterLimitBytes = 100;  // of one filter

// Filters as they are kept, separated by blanks. Each is a type (`plan.submitted`), the beginning of types
// (`plan.*`), or `*` for all; at least one, none twice.
[[nodiscard]] auto checked_filters(std::vector<std::string> const& filters) -> Result<std::string>;

[[nodiscard]] auto filters_of(std::string_view kept) -> std::vector<std::string>;
// Whether one of the kept filters wants this type.
[[nodiscard]] bool wants(std::string_view kept, std::string_view type);

}  // namespace pb::webhooks
