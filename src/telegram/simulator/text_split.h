#pragma once

#include <string_view>
#include <vector>

namespace pb::telegram::simulator {

// A text as messages of at most `units` UTF-16 units each, as Telegram's clients send what is too long for
// one: cut at the last end of a line, else at the last space, else where it is full. Parts of nothing but
// white space are left out.
[[nodiscard]] auto split_text(std::string_view text, std::size_t units) -> std::vector<std::string_view>;

}  // namespace pb::telegram::simulator
