#include "crypto/random.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace pb::crypto {

SystemRandom::SystemRandom() {
  if (sodium_init() < 0) throw std::runtime_error("the cryptographic library did not start");
}

void SystemRandom::fill(std::span<std::byte> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

void SeededRandom::fill(std::span<std::byte> bytes) {
  std::array<unsigned char, randombytes_SEEDBYTES> seed{};
  auto const call = calls_.fetch_add(1);
  std::memcpy(seed.data(), &seed_, sizeof seed_);
  std::memcpy(seed.data() + sizeof seed_, &call, sizeof call);
  randombytes_buf_deterministic(bytes.data(), bytes.size(), seed.data());
}

}  // namespace pb::crypto
