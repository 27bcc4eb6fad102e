#include "crypto/base32.h"

#include <cstdint>

namespace pb::crypto {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr unsigned kBits = 5;

auto value_of(char letter) -> std::optional<unsigned> {
  if (letter >= 'a' && letter <= 'z') return static_cast<unsigned>(letter - 'a');
  auto const at = kAlphabet.find(letter);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(at);
}

}  // namespace

auto to_base32(std::string_view bytes) -> std::string {
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (char const byte : bytes) {
    held = held << 8U | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= kBits; bits -= kBits) text += kAlphabet[held >> (bits - kBits) & 31U];
    held &= (1U << bits) - 1;
  }
  if (bits > 0) text += kAlphabet[held << (kBits - bits) & 31U];
  return text;
}

auto from_base32(std::string_view text) -> std::optional<std::string> {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (char const letter : text) {
    if (letter == ' ' || letter == '-') continue;
    auto const value = value_of(letter);
    if (!value) return std::nullopt;
    held = held << kBits | *value;
    bits += kBits;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 255U);
    held &= (1U << bits) - 1;
  }
  if (bits >= kBits || held != 0) return std::nullopt;
  return bytes;
}

}  // namespace pb::crypto
