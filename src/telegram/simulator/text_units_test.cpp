#include "telegram/simulator/text_units.h"

#include <gtest/gtest.h>

namespace pb::telegram::simulator {
namespace {

TEST(TextUnits, characters_of_the_basic_plane_are_one_unit) {
  EXPECT_EQ(utf16_length(""), 0u);
  EXPECT_EQ(utf16_length("plan"), 4u);
  EXPECT_EQ(utf16_length("план"), 4u);
  EXPECT_EQ(utf16_length("₴ ✓"), 3u);
}

TEST(TextUnits, characters_beyond_it_are_two) {
  EXPECT_EQ(utf16_length("😀"), 2u);
  EXPECT_EQ(utf16_length("a😀b"), 4u);
}

TEST(TextUnits, an_emoji_of_several_characters_counts_each) {
  EXPECT_EQ(utf16_length("👨‍👩‍👧"), 8u);  // three people and two joiners
  EXPECT_EQ(utf16_length("🇺🇦"), 4u);
}

TEST(TextUnits, a_growing_text_is_counted_on) {
  GrowingLength length;

  EXPECT_EQ(length.of("да"), 2u);
  EXPECT_EQ(length.of("да"), 2u);
  EXPECT_EQ(length.of("да😀"), 4u);
}

TEST(TextUnits, no_character_is_cut_to_fill_the_units) {
  EXPECT_EQ(bytes_of_units("да😀x", 0), 0u);
  EXPECT_EQ(bytes_of_units("да😀x", 2), 4u);
  EXPECT_EQ(bytes_of_units("да😀x", 3), 4u);
  EXPECT_EQ(bytes_of_units("да😀x", 4), 8u);
  EXPECT_EQ(bytes_of_units("да😀x", 100), 9u);
}

TEST(TextUnits, sound_text_is_accepted_up_to_the_last_character_of_unicode) {
  for (auto const* const text :
       {"", "plan", "план", "₴", "😀", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
}

TEST(TextUnits, damaged_text_is_refused) {
  for (auto const* const text :
       {"\x80", "a\xFFz", "\xC3", "\xC3(", "\xE2\x82", "\xF0\x9F\x98", "\xF0\x9F\x98z", "\xC0\x80",
        "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80"}) {
    EXPECT_FALSE(is_utf8(text)) << testing::PrintToString(std::string(text));
  }
}

TEST(TextUnits, halves_of_surrogate_pairs_are_no_characters) {
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xED\xBF\xBF"));
}

}  // namespace
}  // namespace pb::telegram::simulator
