#include "crypto/signing_key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <stdexcept>

namespace pb::crypto {
namespace {

constexpr int kLeastRsaBits = 2048;

auto evp(std::shared_ptr<void> const& key) -> EVP_PKEY* {
  return static_cast<EVP_PKEY*>(key.get());
}

// A key behind a passphrase is refused: OpenSSL would ask the terminal for it.
auto no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) -> int {
  return -1;
}

[[noreturn]] void fail_signing() {
  throw std::runtime_error("OpenSSL could not sign");
}

}  // namespace

SigningKey::SigningKey(Secret const& pem) {
  auto const& text = pem.reveal();
  std::unique_ptr<BIO, decltype(&BIO_free)> const source(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free);
  auto* const key = source ? PEM_read_bio_PrivateKey(source.get(), nullptr, no_passphrase, nullptr) : nullptr;
  if (key == nullptr) throw std::invalid_argument("not a private key in PEM without a passphrase");
  key_ = std::shared_ptr<void>(key, [](void* held) { EVP_PKEY_free(static_cast<EVP_PKEY*>(held)); });
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519) {
    algorithm_ = Algorithm::ed25519;
  } else if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < kLeastRsaBits) {
    throw std::invalid_argument("neither an RSA key of 2048 bits or more nor an Ed25519 key");
  }
}

auto SigningKey::sign(std::string_view bytes) const -> std::string {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  auto const* const digest = algorithm_ == Algorithm::ed25519 ? nullptr : EVP_sha256();
  if (!context || EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, evp(key_)) != 1) fail_signing();
  auto const* const input = reinterpret_cast<unsigned char const*>(bytes.data());
  std::size_t size = 0;
  if (EVP_DigestSign(context.get(), nullptr, &size, input, bytes.size()) != 1) fail_signing();
  std::string signature(size, '\0');
  if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, input,
                     bytes.size()) != 1)
    fail_signing();
  signature.resize(size);
  return signature;
}

auto SigningKey::public_key() const -> std::string {
  if (algorithm_ == Algorithm::ed25519) {
    std::size_t size = 32;
    std::string key(size, '\0');
    EVP_PKEY_get_raw_public_key(evp(key_), reinterpret_cast<unsigned char*>(key.data()), &size);
    return key;
  }
  unsigned char* der = nullptr;
  auto const size = i2d_PUBKEY(evp(key_), &der);
  if (size <= 0) throw std::runtime_error("OpenSSL could not write a public key");
  std::string key(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return key;
}

}  // namespace pb::crypto
