#include "base/ascii.h"

#include <algorithm>

namespace pb {
namespace {

auto lower_case(char c) -> char {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

auto lower_case(std::string_view text) -> std::string {
  std::string lower(text);
  for (char& c : lower) c = lower_case(c);
  return lower;
}

auto upper_case(std::string_view text) -> std::string {
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return upper;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower_case(x) == lower_case(y); });
}

}  // namespace pb
