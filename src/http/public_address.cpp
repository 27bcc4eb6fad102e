#include "http/public_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

namespace pb::http {
namespace {

constexpr std::size_t kLongest = 45;  // an IPv6 address with an IPv4 one at its end

struct Block4 {
  AddressBytes4 address;
  int prefix;
};
struct Block6 {
  AddressBytes6 address;
  int prefix;
};

constexpr std::array kReserved4{
    Block4{{0, 0, 0, 0}, 8},        // this network
    Block4{{10, 0, 0, 0}, 8},       // private
    Block4{{100, 64, 0, 0}, 10},    // carrier-grade
    Block4{{127, 0, 0, 0}, 8},      // loopback
    Block4{{169, 254, 0, 0}, 16},   // link-local, where clouds keep their metadata
    Block4{{172, 16, 0, 0}, 12},    // private
    Block4{{192, 0, 0, 0}, 24},     // protocol assignments
    Block4{{192, 0, 2, 0}, 24},     // documentation
    Block4{{192, 88, 99, 0}, 24},   // relays of 6to4
    Block4{{192, 168, 0, 0}, 16},   // private
    Block4{{198, 18, 0, 0}, 15},    // benchmark
    Block4{{198, 51, 100, 0}, 24},  // documentation
    Block4{{203, 0, 113, 0}, 24},   // documentation
    Block4{{224, 0, 0, 0}, 4},      // multicast
    Block4{{240, 0, 0, 0}, 4},      // reserved, and broadcast
};

constexpr Block6 kGlobalUnicast{{0x20}, 3};
constexpr Block6 kNat64{{0x00, 0x64, 0xFF, 0x9B}, 96};
constexpr std::array kReserved6{
    Block6{{0x20, 0x01}, 23},              // protocol assignments: Teredo, benchmark, ORCHID
    Block6{{0x20, 0x01, 0x0D, 0xB8}, 32},  // documentation
    Block6{{0x20, 0x02}, 16},              // 6to4
    Block6{{0x3F, 0xFF}, 20},              // documentation
};

// Whether the first bits of an address are those of a block.
template <class Bytes>
auto holds(Bytes const& block, int prefix, Bytes const& address) -> bool {
  auto const whole = static_cast<std::size_t>(prefix / 8);
  if (!std::equal(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(whole), address.begin()))
    return false;
  auto const rest = prefix % 8;
  return rest == 0 || ((block[whole] ^ address[whole]) >> (8 - rest)) == 0;
}

}  // namespace

bool is_public_address(AddressBytes4 const& address) {
  return std::ranges::none_of(
      kReserved4, [&](Block4 const& block) { return holds(block.address, block.prefix, address); });
}

bool is_public_address(AddressBytes6 const& address) {
  if (holds(kNat64.address, kNat64.prefix, address))
    return is_public_address(AddressBytes4{address[12], address[13], address[14], address[15]});
  return holds(kGlobalUnicast.address, kGlobalUnicast.prefix, address) &&
         std::ranges::none_of(
             kReserved6, [&](Block6 const& block) { return holds(block.address, block.prefix, address); });
}

bool is_public_address(std::string_view text) {
  if (text.size() > kLongest || text.contains('\0')) return false;
  std::string const copy(text);
  AddressBytes4 four{};
  if (inet_pton(AF_INET, copy.c_str(), four.data()) == 1) return is_public_address(four);
  AddressBytes6 six{};
  return inet_pton(AF_INET6, copy.c_str(), six.data()) == 1 && is_public_address(six);
}

}  // namespace pb::http
