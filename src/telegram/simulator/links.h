#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pb::telegram::simulator {

// The full address a link of a text leads to ("example.com" leads to "http://example.com/"); nothing for what
// Telegram does not take for an address.
[[nodiscard]] auto checked_link(std::string_view address) -> std::optional<std::string>;

}  // namespace pb::telegram::simulator
