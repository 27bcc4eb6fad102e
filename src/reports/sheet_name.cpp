#include "reports/sheet_name.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "i18n/utf16.h"

namespace pb::reports {
namespace {

constexpr std::size_t kNameLimit = 31;      // UTF-16 units; Excel specifications and limits
constexpr std::size_t kTextLimit = 32'767;  // UTF-16 units of a cell, likewise

auto units_of(char32_t c) -> std::size_t {
  return c > 0xFFFF ? 2 : 1;
}

// At most so many UTF-16 units from the front.
auto cut(std::string_view text, std::size_t limit) -> std::string_view {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto const decoded = decode_utf8(text, at);
    units += units_of(decoded.code_point);
    if (units > limit) return text.substr(0, at);
    at += decoded.bytes;
  }
  return text;
}

// XML 1.0, 2.2: tab, line feed and carriage return are the only controls.
auto is_forbidden(char32_t c) -> bool {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF ||
         (c >= 0x7F && c < 0xA0);
}

// "_x0041_" stands for a character (ECMA-376 part 1, 22.9.2.19).
auto is_escape(std::string_view text) -> bool {
  constexpr std::size_t kLength = 7;
  if (text.size() < kLength || text[0] != '_' || text[1] != 'x' || text[kLength - 1] != '_') return false;
  return std::ranges::all_of(text.substr(2, 4), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

auto is_plain(std::string_view text) -> bool {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F && c != '_'; });
}

auto trimmed(std::string_view text) -> std::string_view {
  constexpr std::string_view kEdges = " '";
  auto const first = text.find_first_not_of(kEdges);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kEdges) - first + 1);
}

auto usable(std::string_view title) -> std::string {
  constexpr std::string_view kForbidden = "[]:*?/\\";
  std::string name;
  for (std::size_t at = 0; at < title.size();) {
    auto const decoded = decode_utf8(title, at);
    bool const blank = decoded.code_point <= 0x20 || is_forbidden(decoded.code_point) ||
                       decoded.code_point == 0xFFFD || (decoded.bytes == 1 && kForbidden.contains(title[at]));
    if (!blank) name.append(title, at, decoded.bytes);
    if (blank && !name.ends_with(' ')) name += ' ';
    at += decoded.bytes;
  }
  name = std::string(trimmed(cut(trimmed(name), kNameLimit)));
  if (name.empty()) return "Sheet";
  return name;
}

auto folded(std::string const& name) -> std::string {
  auto text = i18n::from_utf8(name);
  return i18n::to_utf8(text.foldCase());
}

}  // namespace

auto SheetNames::name(std::string_view title) -> std::string {
  auto const wanted = usable(title);
  auto name = wanted;
  if (folded(name) == "history") name += "_";
  for (std::size_t number = 2; !taken_.insert(folded(name)).second; ++number) {
    auto const suffix = " (" + std::to_string(number) + ")";
    name = std::string(trimmed(cut(wanted, kNameLimit - suffix.size()))) + suffix;
  }
  return name;
}

auto sheet_text(std::string_view text) -> std::string {
  if (text.size() < kTextLimit && is_plain(text)) return std::string(text);
  std::string sound;
  sound.reserve(text.size());
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto const decoded = decode_utf8(text, at);
    units += units_of(decoded.code_point);
    if (units > kTextLimit) break;
    if (decoded.code_point == 0xFFFD) {
      sound += "\uFFFD";
    } else if (!is_forbidden(decoded.code_point)) {
      // The escape counts as one character where it is read.
      if (is_escape(text.substr(at))) sound += "_x005F";
      sound.append(text, at, decoded.bytes);
    }
    at += decoded.bytes;
  }
  return sound;
}

}  // namespace pb::reports
