#pragma once

#include <cstdint>
#include <vector>

#include "analytics/cube/cube.h"

namespace pb::bench {

// Gives plans for new days at a steady rate and watches when the cube has them. Microseconds from each one's
// commit until a version shows it.
[[nodiscard]] auto measure_freshness(sql::Database& database, analytics::Cube const& cube, Day first_day,
                                     std::int64_t per_second, std::int64_t seconds)
    -> std::vector<std::uint32_t>;

}  // namespace pb::bench
