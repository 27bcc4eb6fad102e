#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pb::catalogue {

// A string literal of a C++ source, with what stands before it on the way from the last statement.
struct Literal {
  std::string text;
  std::string before;  // up to kBefore characters, blanks and line ends taken out
  std::size_t line = 0;
};
inline constexpr std::size_t kBefore = 40;

// All literals outside of comments and #include lines. Escapes stay as they are written.
auto literals_of(std::string_view source) -> std::vector<Literal>;

}  // namespace pb::catalogue
