#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace pb::mail {

// A certificate of 127.0.0.1 that nobody trusts unless told to, and its key, in files that go with this
// object.
class TestCertificate {
 public:
  TestCertificate() {
    auto folder = (std::filesystem::temp_directory_path() / "profitbot-tls-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = folder;
    auto const command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout " +
        key_file() + " -out " + file() + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl made no certificate");
  }
  ~TestCertificate() { std::filesystem::remove_all(folder_); }
  TestCertificate(TestCertificate const&) = delete;
  TestCertificate& operator=(TestCertificate const&) = delete;

  [[nodiscard]] auto file() const -> std::string { return folder_ / "certificate.pem"; }
  [[nodiscard]] auto rsa_key_file() const -> std::string {
    auto const file = folder_ / "rsa.pem";
    auto const command =
        "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out " + file.string() + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl made no key");
    return file;
  }
  [[nodiscard]] auto key_file() const -> std::string { return folder_ / "key.pem"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace pb::mail
