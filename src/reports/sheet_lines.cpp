#include "reports/sheet_lines.h"

#include <algorithm>

#include "domain/name.h"

namespace pb::reports {
namespace {

// Of a digit's width that a letter takes on average, in Calibri and in what LibreOffice takes for it.
auto eighths(Letters letters) -> std::size_t {
  return letters == Letters::bold ? 9 : 8;
}

}  // namespace

auto text_width(std::string_view text, Letters letters) -> std::size_t {
  return (character_count(text) * eighths(letters) + 7) / 8;
}

auto text_lines(std::string_view text, std::size_t width, Letters letters) -> std::size_t {
  auto const fit = std::max<std::size_t>(width * 8 / eighths(letters), 1);
  std::size_t lines = 1;
  std::size_t used = 0;
  for (std::size_t at = 0; at <= text.size();) {
    auto const end = std::min(text.find_first_of(" \n", at), text.size());
    auto const word = character_count(text.substr(at, end - at));
    if (used > 0 && used + 1 + word > fit) {
      ++lines;
      used = 0;
    }
    used += word + (used > 0 ? 1 : 0);
    if (used > fit) {
      lines += (used - 1) / fit;
      used = (used - 1) % fit + 1;
    }
    if (end < text.size() && text[end] == '\n') {
      ++lines;
      used = 0;
    }
    at = end + 1;
  }
  return lines;
}

auto row_height(std::size_t lines) -> double {
  constexpr double kLine = 15;
  constexpr double kHighest = 409;
  return std::min(kLine * static_cast<double>(lines), kHighest);
}

}  // namespace pb::reports
