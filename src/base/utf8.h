#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pb {

// The code point that begins at a byte of a text, and its length in bytes; U+FFFD and 1 where no valid one
// begins (cut off, overlong, a surrogate, over U+10FFFF).
struct Decoded {
  char32_t code_point = 0xFFFD;
  std::size_t bytes = 1;
};
[[nodiscard]] auto decode_utf8(std::string_view text, std::size_t at) -> Decoded;

// Whether all of it is valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

// What databases and other programs take for text: every byte that is not part of valid UTF-8, and every NUL,
// becomes U+FFFD. Sound text is returned as it is.
[[nodiscard]] auto as_sound_text(std::string_view text) -> std::string;

// At most so many bytes from the front, not cut inside a character.
[[nodiscard]] auto shortened(std::string_view text, std::size_t limit_bytes) -> std::string_view;

}  // namespace pb
