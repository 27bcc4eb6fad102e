#include "telegram/simulator/text_split.h"

#include <algorithm>

#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

constexpr std::string_view kWhiteSpace = " \n\r\t\v\f";

auto trimmed(std::string_view text) -> std::string_view {
  text.remove_prefix(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
  return text.substr(0, text.find_last_not_of(kWhiteSpace) + 1);
}

// Where to end a part that can hold the whole window.
auto place_to_cut(std::string_view window) -> std::size_t {
  for (std::string_view const where : {"\n", " "}) {
    auto const at = window.rfind(where);
    if (at != std::string_view::npos) return at;
  }
  return window.size();
}

}  // namespace

auto split_text(std::string_view text, std::size_t units) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  for (auto rest = trimmed(text); !rest.empty();) {
    auto const fitting = bytes_of_units(rest, units);
    auto const end = fitting == rest.size() ? fitting : place_to_cut(rest.substr(0, fitting));
    parts.push_back(trimmed(rest.substr(0, end)));
    rest = trimmed(rest.substr(end));
  }
  return parts;
}

}  // namespace pb::telegram::simulator
