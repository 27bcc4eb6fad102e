#include "api/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace pb::api {
namespace {

auto seconds_of(double amount, double per_second) -> std::chrono::seconds {
  return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(std::max(0.0, amount) / per_second)));
}

}  // namespace

auto RateLimiter::level_at(Bucket const& bucket, Instant now) const -> double {
  auto const quota = static_cast<double>(policy_.quota);
  auto const passed =
      std::chrono::duration<double>(std::max(now, bucket.filled_at) - bucket.filled_at).count();
  return std::min(quota, bucket.level + passed * quota / static_cast<double>(policy_.window.count()));
}

auto RateLimiter::take(std::string const& name, std::int64_t cost, Instant now) -> RateLeft {
  auto const quota = static_cast<double>(policy_.quota);
  auto const per_second = quota / static_cast<double>(policy_.window.count());
  std::scoped_lock const lock(mutex_);
  forget_full(now);
  auto& bucket = buckets_.try_emplace(name, Bucket{quota, now}).first->second;
  bucket = {level_at(bucket, now), now};
  // What costs more than all of the quota waits for all of it.
  auto const wanted = std::min(static_cast<double>(cost), quota);
  RateLeft left{.taken = bucket.level >= wanted};
  if (left.taken) bucket.level -= wanted;
  left.remaining = static_cast<std::int64_t>(bucket.level);
  left.reset = seconds_of(quota - bucket.level, per_second);
  if (!left.taken)
    left.wait = std::max(std::chrono::seconds(1), seconds_of(wanted - bucket.level, per_second));
  return left;
}

void RateLimiter::forget_full(Instant now) {
  if (now - swept_at_ < policy_.window) return;
  swept_at_ = now;
  std::erase_if(buckets_, [&](auto const& entry) {
    return level_at(entry.second, now) >= static_cast<double>(policy_.quota);
  });
}

auto RateLimiter::names() const -> std::size_t {
  std::scoped_lock const lock(mutex_);
  return buckets_.size();
}

}  // namespace pb::api
