#include "crypto/password.h"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace pb::crypto {

// One of the places where passwords are worked on, or none. Whoever waits does so in no particular order.
class PasswordHasher::Place {
 public:
  explicit Place(PasswordHasher& hasher) : hasher_(hasher) {
    std::unique_lock lock(hasher.mutex_);
    auto const is_free = [&] { return hasher.running_ < hasher.queue_.at_once; };
    if (!is_free()) {
      if (hasher.waiting_ >= hasher.queue_.waiting) return;
      ++hasher.waiting_;
      bool const in_time = hasher.freed_.wait_for(lock, hasher.queue_.patience, is_free);
      --hasher.waiting_;
      if (!in_time) return;
    }
    ++hasher.running_;
    taken_ = true;
    ++hasher.works_;
  }
  ~Place() {
    if (!taken_) return;
    {
      std::scoped_lock const lock(hasher_.mutex_);
      --hasher_.running_;
    }
    hasher_.freed_.notify_one();
  }
  Place(Place const&) = delete;
  Place& operator=(Place const&) = delete;

  [[nodiscard]] bool taken() const { return taken_; }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

namespace {

// The work of a verification without anything to compare with. False where memory was short.
bool work_for_nothing(PasswordCost const& cost, std::string const& password) {
  std::array<unsigned char, 32> hash{};
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  randombytes_buf(salt.data(), salt.size());
  return crypto_pwhash(hash.data(), hash.size(), password.data(), password.size(), salt.data(), cost.passes,
                       cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

}  // namespace

PasswordHasher::PasswordHasher(PasswordCost cost, PasswordQueue queue) : cost_(cost), queue_(queue) {
  if (sodium_init() < 0) throw std::runtime_error("the cryptographic library did not start");
}

auto PasswordHasher::hash(Secret const& password) -> std::optional<std::string> {
  Place const place(*this);
  if (!place.taken()) return std::nullopt;
  std::array<char, crypto_pwhash_STRBYTES> text{};
  auto const& plain = password.reveal();
  bool const made = crypto_pwhash_str_alg(text.data(), plain.data(), plain.size(), cost_.passes,
                                          cost_.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) == 0;
  if (!made) return std::nullopt;
  return std::string(text.data());
}

auto PasswordHasher::verify(std::optional<std::string> const& hash, Secret const& password)
    -> PasswordVerdict {
  Place const place(*this);
  if (!place.taken()) return PasswordVerdict::busy;
  auto const& plain = password.reveal();
  if (!hash) return work_for_nothing(cost_, plain) ? PasswordVerdict::differs : PasswordVerdict::busy;
  errno = 0;
  if (crypto_pwhash_str_verify(hash->c_str(), plain.data(), plain.size()) == 0)
    return PasswordVerdict::matches;
  return errno == ENOMEM ? PasswordVerdict::busy : PasswordVerdict::differs;
}

auto PasswordHasher::is_outdated(std::string const& hash) const -> bool {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace pb::crypto
