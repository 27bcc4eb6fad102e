#include "people/password_rules.h"

#include <gtest/gtest.h>

#include <vector>

namespace pb::people {
namespace {

auto checked(std::string const& password, std::vector<std::string> const& words = {}) -> std::string {
  auto const result = check_password(Secret(password), words);
  if (result) return "fine";
  EXPECT_EQ(result.error().field, "password");
  constexpr std::string_view kStart = "error.password.";
  return result.error().message.key.substr(kStart.size());
}

TEST(PasswordRules, any_characters_will_do_where_there_are_enough) {
  for (auto const* password :
       {"battery horse", "batteryhorse", "кінь батарейка", "71830462957718", "  два  пробіли  ",
        "🐎🔋📎🪑🌧🧦🎻🚂🍋🧭", "!@#$%^&*()x", "correcthorsebatterystaple"})
    EXPECT_EQ(checked(password), "fine") << password;
}

TEST(PasswordRules, length_is_counted_in_characters) {
  EXPECT_EQ(checked("кіньбатар"), "too_short");
  EXPECT_EQ(checked("кіньбатаре"), "fine");
  EXPECT_EQ(checked(""), "too_short");
  std::string longest;
  for (int count = 0; count < 32; ++count)
    longest += "кіньxя" + std::string(1, static_cast<char>('a' + count % 26));
  EXPECT_EQ(checked(longest), "too_long");
  std::string most;
  for (int count = 0; count < 64; ++count)
    most += std::string("к") + static_cast<char>('0' + count * count % 10);
  EXPECT_EQ(checked(most), "fine");
  EXPECT_EQ(checked(most + "x"), "too_long");
}

TEST(PasswordRules, what_many_have_is_refused_in_any_letters) {
  for (auto const* password :
       {"qwertyuiop",   "QwertyUiop",  "1q2w3e4r5t",   "password123",  "Password2024!!", "sunshine01011990",
        "йцукенгшщз",   "пароль12345", "gfhjkmgfhjkm", "парольпароль", "слава україні",  "Слава Україні!",
        "ckfdferhf]ys", "aaaaaaaaaa",  "abcabcabcabc", "абвгдабвгдаб", "abcdefghijkl",   "0123456789",
        "9876543210",   "ABCDEFGHIJ",  "profitbot2025"})
    EXPECT_NE(checked(password), "fine") << password;
  EXPECT_EQ(checked("qwertyuiop"), "common");
  EXPECT_EQ(checked("Слава Україні!"), "common");
}

TEST(PasswordRules, a_listed_word_among_others_is_no_harm) {
  EXPECT_EQ(checked("sunshine over a grey harbour"), "fine");
  EXPECT_EQ(checked("qwertyuiop and three more words"), "fine");
}

TEST(PasswordRules, ones_own_names_are_not_enough) {
  std::vector<std::string> const words{"Profit Bot", "Олена Коваль", "Київ Центр", "olena.koval@example.com",
                                       "Рога & Копита"};
  for (auto const* password : {"ОленаКоваль1", "коваль-олена", "olena.koval@example.com", "example2025",
                               "КиївЦентр77", "Profit Bot 17", "коваль12345", "OlenaKoval1990"})
    EXPECT_EQ(checked(password, words), "own_words") << password;
  EXPECT_EQ(checked("коваль кує підкови", words), "fine");
  EXPECT_EQ(checked("Київ торт і каштани", words), "fine");
}

TEST(PasswordRules, short_names_are_part_of_many_words) {
  EXPECT_EQ(checked("янтарна ваза", {"Ян Кіт", "", " "}), "fine");
}

TEST(PasswordRules, broken_text_is_refused) {
  EXPECT_EQ(checked("\xD0\xD0 correct horse"), "unreadable");
  EXPECT_EQ(checked(std::string("correct\0horse", 13)), "unreadable");
}

}  // namespace
}  // namespace pb::people
