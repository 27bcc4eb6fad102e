#pragma once

#include <cstdint>
#include <span>

namespace pb {

// A source of random bytes, passed in so that tests and the demo can repeat themselves. Thread-safe.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;

  auto number() -> std::uint64_t {
    std::uint64_t value = 0;
    fill(std::as_writable_bytes(std::span(&value, 1)));
    return value;
  }
};

}  // namespace pb
