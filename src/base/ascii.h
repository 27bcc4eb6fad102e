#pragma once

#include <string>
#include <string_view>

namespace pb {

// The letters A to Z made small, whatever the locale; every other byte stays. For names in protocols, which
// ignore case so; never for words that people read.
[[nodiscard]] auto lower_case(std::string_view text) -> std::string;

// The other way round.
[[nodiscard]] auto upper_case(std::string_view text) -> std::string;

// Whether both are the same but for the case of A to Z.
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace pb
