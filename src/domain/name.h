#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pb {

inline constexpr std::size_t kNameLimit = 100;  // characters of a name, as Unicode counts code points

// A name or remark as it is kept: composed (NFC), white space trimmed and folded to single blanks, control,
// text-direction and zero-width characters taken out (joiners and variations inside emoji stay), invalid
// UTF-8 replaced. Empty when nothing visible is left. The length is not limited here.
[[nodiscard]] auto clean_name(std::string_view text) -> std::string;

// What two names have in common that people would take for the same: cleaned, case-folded, with full-width
// and other compatibility forms, apostrophes ('’ʼ`) and dashes written one way.
[[nodiscard]] auto name_key(std::string_view name) -> std::string;

// Code points.
[[nodiscard]] auto character_count(std::string_view text) -> std::size_t;

}  // namespace pb
