#include "domain/name.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace pb {
namespace {

constexpr UChar32 kZeroWidthJoiner = 0x200D;
constexpr UChar32 kEmojiVariation = 0xFE0F;

// Characters that show nothing: controls, directions, zero-width spaces, unassigned and private ones.
auto invisible(UChar32 c) -> bool {
  if (c == kZeroWidthJoiner || c == kEmojiVariation) return false;
  auto const type = u_charType(c);
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_UNASSIGNED ||
         type == U_PRIVATE_USE_CHAR || type == U_SURROGATE ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

auto normalized(icu::UnicodeString const& text) -> icu::UnicodeString {
  UErrorCode problem = U_ZERO_ERROR;
  auto const* const nfc = icu::Normalizer2::getNFCInstance(problem);
  auto result = nfc->normalize(text, problem);
  return U_FAILURE(problem) != 0 ? text : result;
}

}  // namespace

auto clean_name(std::string_view text) -> std::string {
  auto const source =
      normalized(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}));
  icu::UnicodeString kept;
  bool blank_waits = false;
  bool visible = false;
  for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1)) {
    auto const c = source.char32At(at);
    if (u_isUWhiteSpace(c) != 0) {
      blank_waits = !kept.isEmpty();
      continue;
    }
    if (invisible(c)) continue;
    bool const joins = c == kZeroWidthJoiner || c == kEmojiVariation;
    if (joins && kept.isEmpty()) continue;
    visible = visible || !joins;
    if (blank_waits) kept.append(u' ');
    blank_waits = false;
    kept.append(c);
  }
  std::string result;
  if (visible) kept.toUTF8String(result);
  return result;
}

auto name_key(std::string_view name) -> std::string {
  auto const cleaned = clean_name(name);
  std::string key;
  icu::UnicodeString::fromUTF8(cleaned).foldCase().toUTF8String(key);
  return key;
}

auto character_count(std::string_view text) -> std::size_t {
  std::size_t count = 0;
  for (char const c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace pb
