#pragma once

#include <unicode/unistr.h>

#include <string>
#include <string_view>

// ICU keeps text in UTF-16, we in UTF-8.
namespace pb::i18n {

inline auto from_utf8(std::string_view text) -> icu::UnicodeString {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

inline auto to_utf8(icu::UnicodeString const& text) -> std::string {
  std::string result;
  return text.toUTF8String(result);
}

}  // namespace pb::i18n
