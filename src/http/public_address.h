#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>

namespace pb::http {

// Whether an address belongs to the public internet (IANA special-purpose registries, RFC 6890 and what came
// after). Not: private, loopback, link-local, carrier-grade NAT, benchmarks, documentation, multicast,
// reserved, unique-local; IPv6 forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4) where that
// one is not public; Teredo. False for what is no address.
[[nodiscard]] auto is_public_address(std::string_view text) -> bool;
[[nodiscard]] auto is_public_address(sockaddr const& address) -> bool;

// Whether a name or an address leads to the public internet: to one public address at least. Asks the
// resolver, and waits for it.
[[nodiscard]] auto leads_outside(std::string const& host) -> bool;

}  // namespace pb::http
