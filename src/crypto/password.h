#pragma once

#include <atomic>
#include <boost/describe/enum.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "base/secret.h"

namespace pb::crypto {

// How hard a password is to try: Argon2id over so much memory, so often. Never below what is written here but
// in tests.
struct PasswordCost {
  std::uint64_t passes = 2;
  std::size_t memory_bytes = std::size_t{64} * 1024 * 1024;
};

// How much of it at once: `at_once` times the memory of the cost is the most that passwords take. Who finds
// `waiting` before them, or is not served in time, is told that it is busy.
struct PasswordQueue {
  std::size_t at_once = 2;
  std::size_t waiting = 16;
  std::chrono::milliseconds patience{5000};
};

BOOST_DEFINE_ENUM_CLASS(PasswordVerdict, matches, differs, busy)

// Hashes passwords, and verifies them, so slowly (0.05 to 0.1 s) that guessing does not pay, and never more
// at once than memory allows. Every call blocks; none belongs into a transaction or on a thread of the
// server. Thread-safe.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {}, PasswordQueue queue = {});

  // What is kept of a password: a random salt, the cost and the hash, as text ("$argon2id$v=19$m=...").
  // Nothing while it is busy.
  [[nodiscard]] auto hash(Secret const& password) -> std::optional<std::string>;
  // Whether a password has this hash. With no hash, the work and the time are the same and it differs: nobody
  // learns by waiting that there is nothing to compare with.
  [[nodiscard]] auto verify(std::optional<std::string> const& hash, Secret const& password)
      -> PasswordVerdict;
  // Whether the hash was made at another cost than this one's; it is made anew when its password is known.
  [[nodiscard]] auto is_outdated(std::string const& hash) const -> bool;

  // How many passwords were worked on since the start.
  [[nodiscard]] auto works() const -> std::int64_t { return works_; }

 private:
  class Place;

  PasswordCost cost_;
  PasswordQueue queue_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
  std::atomic<std::int64_t> works_ = 0;
};

}  // namespace pb::crypto
