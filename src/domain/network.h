#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pb {

// Addresses of the internet that begin alike: "192.0.2.0/24", "2001:db8::/32", or one address (RFC 4632,
// RFC 4291). An IPv4 address is the same whether written by itself or mapped into IPv6 (::ffff:192.0.2.1).
class Network {
 public:
  // Nothing for anything else, and where bits stand behind the prefix (192.0.2.1/24).
  static auto parse(std::string_view text) -> std::optional<Network>;

  // False for what is no address.
  [[nodiscard]] auto holds(std::string_view address) const -> bool;
  // In its shortest form: "192.0.2.0/24", "2001:db8::/32".
  [[nodiscard]] auto text() const -> std::string;

 private:
  std::array<std::uint8_t, 16> bytes_{};
  int prefix_ = 128;  // bits, of the mapped form
};

}  // namespace pb
