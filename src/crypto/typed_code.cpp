#include "crypto/typed_code.h"

#include <array>
#include <span>
#include <string>

namespace pb::crypto {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLetters = 24;
constexpr std::size_t kGroup = 6;

auto grouped(std::string_view letters) -> Secret {
  std::string text;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    if (at > 0 && at % kGroup == 0) text += '-';
    text += letters[at];
  }
  return Secret(std::move(text));
}

auto plain_letter(char c) -> char {
  char const upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (upper == 'O') return '0';
  return upper == 'I' || upper == 'L' ? '1' : upper;
}

}  // namespace

auto make_typed_code(Random& random) -> Secret {
  std::array<unsigned char, kLetters> bytes{};
  random.fill(std::as_writable_bytes(std::span(bytes)));
  std::string letters;
  for (auto const byte : bytes) letters += kAlphabet[byte % kAlphabet.size()];  // 32 divides 256
  return grouped(letters);
}

auto normal_typed_code(std::string_view typed) -> Secret {
  std::string letters;
  for (char const c : typed) {
    if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t') continue;
    auto const letter = plain_letter(c);
    if (!kAlphabet.contains(letter) || letters.size() == kLetters) return Secret();
    letters += letter;
  }
  return letters.size() == kLetters ? grouped(letters) : Secret();
}

}  // namespace pb::crypto
