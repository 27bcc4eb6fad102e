#include "domain/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace pb {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr int kMappedBits = 96;  // ::ffff:0:0/96
constexpr int kBits4 = 32;
constexpr int kBits6 = 128;
constexpr std::size_t kLongest = 45;

auto mapped(Bytes const& bytes) -> bool {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) &&
         bytes[10] == 0xFF && bytes[11] == 0xFF;
}

auto read_address(std::string_view text) -> std::optional<Bytes> {
  if (text.size() > kLongest) return std::nullopt;
  std::string const copy(text);
  Bytes bytes{};
  if (inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1) return bytes;
  bytes[10] = bytes[11] = 0xFF;
  if (inet_pton(AF_INET, copy.c_str(), bytes.data() + 12) == 1) return bytes;
  return std::nullopt;
}

// Whether the first `count` bits of both are the same.
auto same_beginning(Bytes const& a, Bytes const& b, int count) -> bool {
  auto const whole = static_cast<std::size_t>(count / 8);
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  auto const rest = count % 8;
  if (rest == 0) return true;
  auto const mask = static_cast<std::uint8_t>(0xFF << (8 - rest));
  return (a[whole] & mask) == (b[whole] & mask);
}

// The same network with nothing behind its prefix.
auto beginning(Bytes const& bytes, int count) -> Bytes {
  Bytes result{};
  for (int bit = 0; bit < count; ++bit) {
    auto const at = static_cast<std::size_t>(bit / 8);
    result[at] = static_cast<std::uint8_t>(result[at] | (bytes[at] & (0x80 >> (bit % 8))));
  }
  return result;
}

}  // namespace

auto Network::parse(std::string_view text) -> std::optional<Network> {
  auto const slash = text.find('/');
  auto const address = read_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network;
  network.bytes_ = *address;
  if (slash == std::string_view::npos) return network;
  bool const four = text.substr(0, slash).find(':') == std::string_view::npos;
  auto const digits = text.substr(slash + 1);
  int bits = -1;
  auto const [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (problem != std::errc{} || end != digits.data() + digits.size() || bits < 0 ||
      bits > (four ? kBits4 : kBits6))
    return std::nullopt;
  network.prefix_ = four ? kMappedBits + bits : bits;
  if (beginning(network.bytes_, network.prefix_) != network.bytes_) return std::nullopt;
  return network;
}

auto Network::holds(std::string_view address) const -> bool {
  auto const bytes = read_address(address);
  return bytes && same_beginning(*bytes, bytes_, prefix_);
}

auto Network::text() const -> std::string {
  bool const four = mapped(bytes_) && prefix_ >= kMappedBits;
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(four ? AF_INET : AF_INET6, bytes_.data() + (four ? 12 : 0), text.data(), text.size());
  std::string result = text.data();
  auto const bits = four ? prefix_ - kMappedBits : prefix_;
  if (bits != (four ? kBits4 : kBits6)) result += "/" + std::to_string(bits);
  return result;
}

}  // namespace pb
