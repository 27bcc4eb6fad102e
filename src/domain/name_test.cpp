#include "domain/name.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

TEST(Name, is_kept_as_people_see_it) {
  EXPECT_EQ(clean_name("  Київ \t\n Центр "), "Київ Центр");
  EXPECT_EQ(clean_name("Ки\u200Bїв"), "Київ");
  EXPECT_EQ(clean_name("\u202EЛьвів\u202C"), "Львів");
  EXPECT_EQ(clean_name("Офіс 🏢"), "Офіс 🏢");
  EXPECT_EQ(clean_name("👩‍💻 Оля"), "👩‍💻 Оля");
  EXPECT_EQ(clean_name("И\u0306од"), "Йод");
}

TEST(Name, with_nothing_to_see_is_empty) {
  EXPECT_EQ(clean_name(""), "");
  EXPECT_EQ(clean_name(" \u200B\u202E\u2060 "), "");
  EXPECT_EQ(clean_name("\u200D"), "");
}

TEST(Name, that_differs_only_by_case_or_blanks_is_the_same) {
  EXPECT_EQ(name_key("КИЇВ  центр"), name_key("Київ Центр"));
  EXPECT_NE(name_key("Київ"), name_key("Киів"));
}

TEST(Name, of_broken_utf8_is_made_valid) {
  auto const cleaned = clean_name("ab\xff\xfe");
  EXPECT_TRUE(cleaned.starts_with("ab"));
  EXPECT_EQ(clean_name(cleaned), cleaned);
}

}  // namespace
}  // namespace pb
