#include "base/utf8.h"

namespace pb {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

auto decode_utf8(std::string_view text, std::size_t at) -> Decoded {
  auto const lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xC2 || lead > 0xF4) return {};
  std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (length > text.size() - at) return {};
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t index = 1; index < length; ++index) {
    auto const next = text[at + index];
    if (!is_continuation(next)) return {};
    value = (value << 6) | (static_cast<unsigned char>(next) & 0x3Fu);
  }
  bool const overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  bool const surrogate = value >= 0xD800 && value < 0xE000;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, length};
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto const [code_point, bytes] = decode_utf8(text, at);
    if (code_point == 0xFFFD && bytes == 1) return false;
    at += bytes;
  }
  return true;
}

auto as_sound_text(std::string_view text) -> std::string {
  if (text.find('\0') == std::string_view::npos && is_utf8(text)) return std::string(text);
  std::string sound;
  sound.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const [code_point, bytes] = decode_utf8(text, at);
    bool const unsound = code_point == 0 || (code_point == 0xFFFD && bytes == 1);
    sound += unsound ? kReplacement : text.substr(at, bytes);
    at += bytes;
  }
  return sound;
}

auto shortened(std::string_view text, std::size_t limit_bytes) -> std::string_view {
  if (text.size() <= limit_bytes) return text;
  while (limit_bytes > 0 && is_continuation(text[limit_bytes])) --limit_bytes;
  return text.substr(0, limit_bytes);
}

}  // namespace pb
