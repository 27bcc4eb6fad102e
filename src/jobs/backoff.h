#pragma once

#include <chrono>

#include "base/random.h"

namespace pb::jobs {

// How long a failed job waits: doubles with every attempt up to a limit, the later half of it at random, so
// that jobs which failed together do not come back together.
struct Backoff {
  std::chrono::milliseconds first{2'000};
  std::chrono::milliseconds limit{std::chrono::hours(1)};

  // `attempt` counts from 1. Within [length / 2, length], where length = min(limit, first * 2^(attempt - 1)).
  [[nodiscard]] auto delay(std::int64_t attempt, Random& random) const -> std::chrono::milliseconds;
};

}  // namespace pb::jobs
