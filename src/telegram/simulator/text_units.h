#pragma once

#include <cstddef>
#include <string_view>

namespace pb::telegram::simulator {

// How many UTF-16 code units the UTF-8 text takes: the unit of every length and offset in the Bot API.
[[nodiscard]] auto utf16_length(std::string_view text) -> std::size_t;
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace pb::telegram::simulator
