#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace pb::crypto {

// A private key that signs for others to check: RSA of 2048 bits or more (PKCS #1 v1.5 with SHA-256), or
// Ed25519. Copies share the key; thread-safe.
class SigningKey {
 public:
  enum class Algorithm { rsa_sha256, ed25519 };

  // From PEM. Throws std::invalid_argument, which says what it should be, for anything else.
  explicit SigningKey(Secret const& pem);

  [[nodiscard]] auto algorithm() const -> Algorithm { return algorithm_; }
  [[nodiscard]] auto sign(std::string_view bytes) const -> std::string;
  // The public half as SubjectPublicKeyInfo (DER) for RSA, as its 32 bytes for Ed25519.
  [[nodiscard]] auto public_key() const -> std::string;

 private:
  std::shared_ptr<void> key_;
  Algorithm algorithm_ = Algorithm::rsa_sha256;
};

}  // namespace pb::crypto
