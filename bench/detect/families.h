#pragma once

#include "detect/draft.h"

namespace pb::bench {

// What the benchmark's seven categories look like, made by chance; `index` chooses the kind of series.
auto artificial_quiet(Random& random, std::size_t index) -> Draft;   // daily shapes without an anomaly
auto artificial_broken(Random& random, std::size_t index) -> Draft;  // the same with a broken day
auto ad_prices(Random& random, std::size_t index) -> Draft;          // hourly prices with a heavy tail
auto servers(Random& random, std::size_t index) -> Draft;            // processors, disks, networks
auto known_causes(Random& random, std::size_t index) -> Draft;       // machines that failed, holidays
auto road_traffic(Random& random, std::size_t index) -> Draft;       // occupancy, speed, travel time
auto mentions(Random& random, std::size_t index) -> Draft;           // how often a company is talked about

// 58 series in the benchmark's proportions.
auto nab_like(std::uint64_t seed) -> std::vector<LabelledSeries>;

}  // namespace pb::bench
