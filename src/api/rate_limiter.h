#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/calendar.h"

namespace pb::api {

// How much somebody may ask for: `quota` in each window, at any moment as much as has flowed back since.
struct RatePolicy {
  std::int64_t quota = 6'000;
  std::chrono::seconds window{60};
};

// What is left after a request; where it was refused, how long until it would be taken.
struct RateLeft {
  bool taken = true;
  std::int64_t remaining = 0;
  std::chrono::seconds reset{};  // until all of the quota is there again
  std::chrono::seconds wait{};   // of a refused one
};

// Token buckets by name, of this node. Names that have all of their quota are forgotten. Thread-safe.
class RateLimiter {
 public:
  explicit RateLimiter(RatePolicy policy) : policy_(policy) {}

  auto take(std::string const& name, std::int64_t cost, Instant now) -> RateLeft;
  [[nodiscard]] auto policy() const -> RatePolicy const& { return policy_; }
  [[nodiscard]] auto names() const -> std::size_t;

 private:
  struct Bucket {
    double level = 0;  // what is left
    Instant filled_at{};
  };
  void forget_full(Instant now);
  [[nodiscard]] auto level_at(Bucket const& bucket, Instant now) const -> double;

  RatePolicy policy_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  Instant swept_at_{};
};

}  // namespace pb::api
