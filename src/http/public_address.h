#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace pb::http {

using AddressBytes4 = std::array<std::uint8_t, 4>;
using AddressBytes6 = std::array<std::uint8_t, 16>;

// Whether an address is one of the public internet, by the IANA special-purpose registries (RFC 6890). What
// is not: private, loopback, link-local, carrier-grade, benchmark, documentation, multicast and reserved
// ones, unique-local; of IPv6 everything outside of 2000::/3, so IPv4-mapped and -compatible too; 6to4 and
// Teredo, which lead to an IPv4 address of the sender's choice. NAT64 (64:ff9b::/96) is what its IPv4 address
// is.
[[nodiscard]] bool is_public_address(AddressBytes4 const& address);
[[nodiscard]] bool is_public_address(AddressBytes6 const& address);
// As text in the usual forms, without brackets, port or zone. False for what is no address.
[[nodiscard]] bool is_public_address(std::string_view text);

}  // namespace pb::http
