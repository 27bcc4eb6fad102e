#include "base/csv_field.h"

#include <algorithm>

namespace pb {

void append_csv_field(std::string& to, std::string_view text, char separator) {
  bool const plain = std::ranges::none_of(
      text, [&](char c) { return c == separator || c == '"' || c == '\n' || c == '\r'; });
  if (plain) {
    to += text;
    return;
  }
  to += '"';
  for (char const c : text) {
    if (c == '"') to += c;
    to += c;
  }
  to += '"';
}

}  // namespace pb
