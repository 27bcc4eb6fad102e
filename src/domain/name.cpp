#include "domain/name.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace pb {
namespace {

constexpr UChar32 kJoiner = 0x200D;
constexpr UChar32 kEmojiVariation = 0xFE0F;
constexpr UChar32 kFirstSkinTone = 0x1F3FB;
constexpr UChar32 kLastSkinTone = 0x1F3FF;
constexpr UChar32 kBlankBraille = 0x2800;  // a sign by its kind, but nothing is to be seen
constexpr UChar32 kNothing = -1;

auto from_utf8(std::string_view text) -> icu::UnicodeString {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

auto to_utf8(icu::UnicodeString const& text) -> std::string {
  std::string result;
  return text.toUTF8String(result);
}

auto normalized(icu::Normalizer2 const* form, icu::UnicodeString const& text, UErrorCode problem)
    -> icu::UnicodeString {
  auto result = form->normalize(text, problem);
  return U_FAILURE(problem) != 0 ? text : result;
}

// Controls, directions, zero-width characters, and what has no picture at all.
auto invisible(UChar32 c) -> bool {
  auto const type = u_charType(c);
  return c == kBlankBraille || type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_UNASSIGNED ||
         type == U_PRIVATE_USE_CHAR || type == U_SURROGATE ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

// Unicode calls some characters pictures before they exist; those are taken out, and bind nothing.
auto is_picture(UChar32 c) -> bool {
  return c != kNothing && u_charType(c) != U_UNASSIGNED &&
         u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

// Whether the character holds an emoji together: a variation after one, a joiner between two.
auto binds_emoji(UChar32 c, UChar32 before, UChar32 after) -> bool {
  if (c == kEmojiVariation) return is_picture(before);
  bool const ends_picture = is_picture(before) || before == kEmojiVariation ||
                            (before >= kFirstSkinTone && before <= kLastSkinTone);
  return c == kJoiner && ends_picture && is_picture(after);
}

// One way to write what keyboards write in several.
auto plain_form(UChar32 c) -> UChar32 {
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x0060 || c == 0x00B4) return '\'';
  return u_charType(c) == U_DASH_PUNCTUATION ? '-' : c;
}

}  // namespace

auto clean_name(std::string_view text) -> std::string {
  auto const source = from_utf8(text);
  icu::UnicodeString kept;
  UChar32 last = kNothing;
  bool blank_waits = false;
  for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1)) {
    auto const c = source.char32At(at);
    if (u_isUWhiteSpace(c) != 0) {
      blank_waits = last != kNothing;
      continue;
    }
    auto const next = source.moveIndex32(at, 1);
    auto const after = next < source.length() ? source.char32At(next) : kNothing;
    auto const before = blank_waits ? kNothing : last;
    if (invisible(c) && !binds_emoji(c, before, after)) continue;
    if (blank_waits) kept.append(u' ');
    blank_waits = false;
    kept.append(c);
    last = c;
  }
  UErrorCode problem = U_ZERO_ERROR;
  return to_utf8(normalized(icu::Normalizer2::getNFCInstance(problem), kept, problem));
}

auto name_key(std::string_view name) -> std::string {
  UErrorCode problem = U_ZERO_ERROR;
  auto const* const folding = icu::Normalizer2::getNFKCCasefoldInstance(problem);
  auto const folded = normalized(folding, from_utf8(clean_name(name)), problem);
  icu::UnicodeString key;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    key.append(plain_form(folded.char32At(at)));
  }
  return to_utf8(key);
}

auto character_count(std::string_view text) -> std::size_t {
  std::size_t count = 0;
  for (char const c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace pb
