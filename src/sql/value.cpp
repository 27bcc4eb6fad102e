#include "sql/value.h"

#include <fmt/format.h>

#include <cmath>
#include <cstring>

namespace pb::sql {
namespace {

// The length of the UTF-8 sequence at the start of `text`, or 0 where there is none (RFC 3629: no overlong
// forms, no surrogates, nothing above U+10FFFF).
auto sequence_length(std::string_view text) -> std::size_t {
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  auto const first = byte(0);
  if (first < 0x80) return 1;
  std::size_t const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return 0;
  }
  auto const second = byte(1);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  return length;
}

auto starts_with_plain_ascii(std::string_view at_least_eight_bytes) -> bool {
  std::uint64_t word = 0;
  at_least_eight_bytes.copy(reinterpret_cast<char*>(&word), sizeof word);
  return (word & 0x8080808080808080) == 0;
}

auto is_utf8(std::string_view text) -> bool {
  while (!text.empty()) {
    if (text.size() >= 8 && starts_with_plain_ascii(text)) {
      text.remove_prefix(8);
      continue;
    }
    auto const length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace

void throw_type_mismatch(std::string_view wanted, Value const& got) {
  static constexpr std::string_view kKinds[] = {"null", "integer", "real", "text", "blob"};
  throw SqlError(fmt::format("a column holds {} where {} is expected", kKinds[got.index()], wanted));
}

void require_storable(Value const& value) {
  if (auto const* text = std::get_if<std::string_view>(&value)) {
    if (text->find('\0') != std::string_view::npos)
      throw SqlError("text with a NUL character cannot be stored");
    if (!is_utf8(*text)) throw SqlError("text that is not UTF-8 cannot be stored");
  } else if (auto const* real = std::get_if<double>(&value); real != nullptr && std::isnan(*real)) {
    throw SqlError("a real that is not a number cannot be stored");
  }
}

}  // namespace pb::sql
