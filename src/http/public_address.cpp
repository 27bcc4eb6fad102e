#include "http/public_address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>

namespace pb::http {
namespace {

using Bytes = std::span<std::uint8_t const>;

struct Block {
  std::array<std::uint8_t, 16> begin{};
  int bits = 0;
};

auto lies_in(Bytes address, Block const& block) -> bool {
  for (int bit = 0; bit < block.bits; ++bit) {
    auto const at = static_cast<std::size_t>(bit / 8);
    auto const mask = static_cast<std::uint8_t>(0x80 >> (bit % 8));
    if ((address[at] & mask) != (block.begin[at] & mask)) return false;
  }
  return true;
}

auto in_any(Bytes address, std::span<Block const> blocks) -> bool {
  return std::ranges::any_of(blocks, [&](Block const& block) { return lies_in(address, block); });
}

auto is_public4(Bytes address) -> bool {
  static constexpr std::array<Block, 16> kSpecial{{
      {{0}, 8},              // this network
      {{10}, 8},             // private
      {{100, 64}, 10},       // carrier-grade NAT
      {{127}, 8},            // loopback
      {{169, 254}, 16},      // link-local
      {{172, 16}, 12},       // private
      {{192, 0, 0}, 24},     // protocol assignments
      {{192, 0, 2}, 24},     // documentation
      {{192, 31, 196}, 24},  // AS112
      {{192, 88, 99}, 24},   // 6to4 relays, gone
      {{192, 168}, 16},      // private
      {{198, 18}, 15},       // benchmarks
      {{198, 51, 100}, 24},  // documentation
      {{203, 0, 113}, 24},   // documentation
      {{224}, 4},            // multicast
      {{240}, 4},            // reserved, broadcast
  }};
  return !in_any(address, kSpecial);
}

auto is_public6(Bytes address) -> bool {
  static constexpr std::array<Block, 2> kCarriesLast{{
      {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96},  // IPv4-mapped
      {{0, 0x64, 0xFF, 0x9B}, 96},                       // NAT64
  }};
  static constexpr std::array<Block, 8> kSpecial{{
      {{0}, 8},                        // unspecified, loopback, IPv4-compatible, local NAT64 and more
      {{0x01}, 64},                    // discard
      {{0x20, 0x01, 0}, 23},           // protocol assignments, Teredo, benchmarks, ORCHID
      {{0x20, 0x01, 0x0D, 0xB8}, 32},  // documentation
      {{0x3F, 0xFF, 0}, 20},           // documentation
      {{0xFC}, 7},                     // unique-local
      {{0xFE, 0x80}, 10},              // link-local
      {{0xFF}, 8},                     // multicast
  }};
  static constexpr Block kSixToFour{{0x20, 0x02}, 16};
  static constexpr Block kSiteLocal{{0xFE, 0xC0}, 10};
  if (in_any(address, kCarriesLast)) return is_public4(address.subspan(12));
  if (lies_in(address, kSixToFour)) return is_public4(address.subspan(2));
  return !in_any(address, kSpecial) && !lies_in(address, kSiteLocal);
}

}  // namespace

auto is_public_address(sockaddr const& address) -> bool {
  // A copy: the bytes of a sockaddr are those of another struct.
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return is_public4({reinterpret_cast<std::uint8_t const*>(&four.sin_addr), 4});
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  return is_public6({reinterpret_cast<std::uint8_t const*>(&six.sin6_addr), 16});
}

auto is_public_address(std::string_view text) -> bool {
  std::string const copy(text);
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET, copy.c_str(), bytes.data()) == 1) return is_public4(Bytes(bytes).first(4));
  return inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1 && is_public6(bytes);
}

auto leads_outside(std::string const& host) -> bool {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return false;
  std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> const owned(found, freeaddrinfo);
  for (auto const* one = found; one != nullptr; one = one->ai_next) {
    if (is_public_address(*one->ai_addr)) return true;
  }
  return false;
}

}  // namespace pb::http
