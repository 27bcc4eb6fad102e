#include "base/utf8.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

TEST(Utf8, every_code_point_is_read_back_and_nothing_else_is) {
  auto const encoded = [](char32_t c) {
    std::string text;
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += static_cast<char>(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
      text += static_cast<char>(0xE0 | (c >> 12));
      text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    } else {
      text += static_cast<char>(0xF0 | (c >> 18));
      text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    }
    if (c >= 0x80) text += static_cast<char>(0x80 | (c & 0x3F));
    return text;
  };

  for (char32_t c = 0; c < 0x120000; ++c) {
    auto const text = encoded(c);
    auto const decoded = decode_utf8(text, 0);
    bool const exists = c < 0xD800 || (c >= 0xE000 && c <= 0x10FFFF);
    ASSERT_EQ(decoded.code_point, exists ? c : char32_t{0xFFFD}) << static_cast<unsigned>(c);
    ASSERT_EQ(decoded.bytes, exists ? text.size() : 1u) << static_cast<unsigned>(c);
    ASSERT_EQ(is_utf8(text), exists) << static_cast<unsigned>(c);
  }
}

TEST(Utf8, cut_off_overlong_and_stray_bytes_are_not_utf8) {
  for (auto const* text : {"\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC0\xAF", "\xE0\x80\xAF",
                           "\xF0\x80\x80\xAF", "\xFF", "\xF8\x88\x80\x80\x80", "\xC3(", "a\xBF"}) {
    EXPECT_FALSE(is_utf8(text)) << text;
  }
  EXPECT_TRUE(is_utf8("план 12к ✅ 👩‍👩‍👧"));
  EXPECT_TRUE(is_utf8("\uFFFD"));
}

TEST(Utf8, what_is_no_text_is_replaced_and_the_rest_is_kept) {
  EXPECT_EQ(as_sound_text("Київ"), "Київ");
  EXPECT_EQ(as_sound_text("a\xFF\xC3z"), "a\uFFFD\uFFFDz");
  EXPECT_EQ(as_sound_text(std::string_view("a\0b", 3)), "a\uFFFDb");
}

TEST(Utf8, shortening_never_cuts_a_character) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc");
  EXPECT_EQ(shortened("аб", 3), "а");
  EXPECT_EQ(shortened("а", 1), "");
}

}  // namespace
}  // namespace pb
