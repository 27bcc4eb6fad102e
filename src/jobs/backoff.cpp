#include "jobs/backoff.h"

#include <algorithm>

namespace pb::jobs {

auto Backoff::delay(std::int64_t attempt, Random& random) const -> std::chrono::milliseconds {
  auto length = std::min(first, limit);
  for (std::int64_t doubled = 1; doubled < attempt && length < limit; ++doubled)
    length = std::min(length * 2, limit);
  auto const half = length / 2;
  auto const spread = static_cast<std::uint64_t>((length - half).count());
  return half + std::chrono::milliseconds(static_cast<std::int64_t>(random.number() % (spread + 1)));
}

}  // namespace pb::jobs
