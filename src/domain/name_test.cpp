#include "domain/name.h"

#include <gtest/gtest.h>

#include <random>

namespace pb {
namespace {

TEST(Name, is_kept_as_people_see_it) {
  EXPECT_EQ(clean_name("  Київ \t\n Центр "), "Київ Центр");
  EXPECT_EQ(clean_name("Офіс\u00A0\u2009№ 1"), "Офіс № 1");
  EXPECT_EQ(clean_name("Офіс 🏢"), "Офіс 🏢");
  EXPECT_EQ(clean_name("И\u0306од"), "Йод");
  EXPECT_EQ(clean_name("中文 العربية"), "中文 العربية");
}

TEST(Name, loses_what_nobody_sees) {
  EXPECT_EQ(clean_name("Ки\u200Bїв"), "Київ");
  EXPECT_EQ(clean_name("\u202EЛьвів\u202C"), "Львів");
  EXPECT_EQ(clean_name("a\u2066b\u2069c\u00ADd\uFEFFe"), "abcde");
  EXPECT_EQ(clean_name(std::string("a\0b\x1b[31mc", 9)), "ab[31mc");
  EXPECT_EQ(clean_name("И\u200B\u0306од"), "Йод");
}

TEST(Name, keeps_emoji_whole_and_stray_joiners_out) {
  EXPECT_EQ(clean_name("👩‍💻 Оля"), "👩‍💻 Оля");
  EXPECT_EQ(clean_name("👩🏽‍💻"), "👩🏽‍💻");
  EXPECT_EQ(clean_name("❤️"), "❤️");
  EXPECT_EQ(clean_name("🏳️‍🌈"), "🏳️‍🌈");
  EXPECT_EQ(clean_name("О\u200Dля\uFE0F"), "Оля");
  EXPECT_EQ(clean_name("👩\u200D"), "👩");
  EXPECT_EQ(clean_name("👩\u200D\U0001FEFB"), "👩");  // a picture yet to come
}

TEST(Name, with_nothing_to_see_is_empty) {
  EXPECT_EQ(clean_name(""), "");
  EXPECT_EQ(clean_name(" \u200B\u202E\u2060 "), "");
  EXPECT_EQ(clean_name("\u200D\uFE0F"), "");
  EXPECT_EQ(clean_name("\u2800\u3164"), "");
}

TEST(Name, that_differs_only_by_how_it_was_typed_is_the_same) {
  EXPECT_EQ(name_key("КИЇВ  центр"), name_key("Київ Центр"));
  EXPECT_EQ(name_key("Слов\u2019янськ"), name_key("слов'янськ"));
  EXPECT_EQ(name_key("Слов\u02BCянськ"), name_key("Слов`янськ"));
  EXPECT_EQ(name_key("Івано–Франківськ"), name_key("Івано-Франківськ"));
  EXPECT_EQ(name_key("Ｏｆｆｉｃｅ"), name_key("Office"));
  EXPECT_NE(name_key("Київ"), name_key("Киів"));
}

TEST(Name, of_any_bytes_at_all_is_valid_and_stays_as_it_is) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto length = random() % 12; length > 0; --length) {
      static constexpr std::string_view kPieces[] = {
          "a",  " ",    "\u0306", "И",      "\u200D", "\uFE0F", "👩", "🏽",
          "💻", "\xff", "\xd0",   "\u202E", "\u00A0", "\u1160", "ﬁ",  "\xf0\x9f"};
      text += kPieces[random() % std::size(kPieces)];
    }

    auto const cleaned = clean_name(text);

    ASSERT_EQ(clean_name(cleaned), cleaned);
    ASSERT_EQ(name_key(cleaned), name_key(text));
    ASSERT_FALSE(cleaned.starts_with(' ') || cleaned.ends_with(' '));
  }
}

}  // namespace
}  // namespace pb
