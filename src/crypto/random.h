#pragma once

#include <atomic>

#include "base/random.h"

namespace pb::crypto {

// The operating system's generator, for everything that must not be guessed.
class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<std::byte> bytes) override;
};

// The same bytes for the same seed; for tests and the demo only.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : seed_(seed) {}
  void fill(std::span<std::byte> bytes) override;

 private:
  std::uint64_t seed_;
  std::atomic<std::uint64_t> calls_ = 0;
};

}  // namespace pb::crypto
