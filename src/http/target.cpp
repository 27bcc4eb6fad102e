#include "http/target.h"

#include <algorithm>

#include "base/utf8.h"

namespace pb::http {
namespace {

auto hex(char c) -> int {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { literal, blank };

auto decode(std::string_view text, Plus plus) -> std::optional<std::string> {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus == Plus::blank) {
      decoded += ' ';
    } else if (text[at] != '%') {
      decoded += text[at];
    } else {
      if (at + 2 >= text.size()) return std::nullopt;
      int const high = hex(text[at + 1]);
      int const low = hex(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      at += 2;
    }
  }
  return decoded;
}

}  // namespace

auto percent_encoded(std::string_view text) -> std::string {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  static constexpr std::string_view kPlain = "-._~";
  std::string encoded;
  for (char const c : text) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    auto const byte = static_cast<unsigned char>(c);
    if (letter || kPlain.find(c) != std::string_view::npos)
      encoded += c;
    else
      encoded += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return encoded;
}

auto parse_form(std::string_view text) -> std::optional<std::multimap<std::string, std::string>> {
  std::multimap<std::string, std::string> fields;
  while (!text.empty()) {
    auto const end = std::min(text.find('&'), text.size());
    auto const field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (field.empty()) continue;
    auto const equals = std::min(field.find('='), field.size());
    auto name = decode(field.substr(0, equals), Plus::blank);
    auto value = decode(field.substr(std::min(equals + 1, field.size())), Plus::blank);
    if (!name || !value) return std::nullopt;
    fields.emplace(std::move(*name), std::move(*value));
  }
  return fields;
}

auto parse_target(std::string_view text) -> std::optional<Target> {
  if (!text.starts_with('/')) return std::nullopt;
  auto const mark = std::min(text.find('?'), text.size());
  auto path = decode(text.substr(0, mark), Plus::literal);
  auto query = parse_form(text.substr(std::min(mark + 1, text.size())));
  bool const sound = path && query && path->find('\0') == std::string::npos && is_utf8(*path);
  if (!sound) return std::nullopt;
  return Target{std::move(*path), std::move(*query)};
}

}  // namespace pb::http
