#include "telegram/simulator/text_units.h"

#include <cstdint>

namespace pb::telegram::simulator {

auto utf16_length(std::string_view text) -> std::size_t {
  std::size_t units = 0;
  for (unsigned char const byte : text) {
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;  // four bytes are a surrogate pair
  }
  return units;
}

auto bytes_of_units(std::string_view text, std::size_t units) -> std::size_t {
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0) == 0x80) continue;
    std::size_t const taken = byte >= 0xF0 ? 2 : 1;
    if (taken > units) return at;
    units -= taken;
  }
  return text.size();
}

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    auto const lead = static_cast<unsigned char>(text[at]);
    std::size_t const length = lead < 0x80                    ? 1
                               : lead >= 0xC2 && lead <= 0xDF ? 2
                               : (lead & 0xF0) == 0xE0        ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || at + length > text.size()) return false;
    std::uint32_t code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t index = 1; index < length; ++index) {
      auto const next = static_cast<unsigned char>(text[at + index]);
      if ((next & 0xC0) != 0x80) return false;
      code = code << 6 | (next & 0x3Fu);
    }
    bool const overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    at += length;
  }
  return true;
}

}  // namespace pb::telegram::simulator
