#pragma once

#include <cstddef>
#include <string_view>

namespace pb::telegram::simulator {

// How many UTF-16 code units the UTF-8 text takes: the unit of every length and offset in the Bot API.
[[nodiscard]] auto utf16_length(std::string_view text) -> std::size_t;
// The same of a text that only grows, asked again and again: counts each byte once.
class GrowingLength {
 public:
  [[nodiscard]] auto of(std::string_view text) -> std::size_t {
    units_ += utf16_length(text.substr(bytes_));
    bytes_ = text.size();
    return units_;
  }

 private:
  std::size_t bytes_ = 0;
  std::size_t units_ = 0;
};
// How many bytes the first `units` of it take; never half a character, and at most all there are.
[[nodiscard]] auto bytes_of_units(std::string_view text, std::size_t units) -> std::size_t;
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace pb::telegram::simulator
