#include "i18n/collation.h"

#include <gmock/gmock.h>

#include <string>

namespace pb::i18n {
namespace {

using testing::ElementsAre;

auto sorted(std::vector<std::string> names, Language language) -> std::vector<std::string> {
  sort_by_name(names, language, std::identity());
  return names;
}

TEST(Collation, knows_the_ukrainian_alphabet) {
  EXPECT_THAT(
      sorted({"Яворів", "Ізмаїл", "Ґалаґан", "Жмеринка", "Єнакієве", "Їжакове", "Гадяч", "Ейське"},
             Language::uk),
      ElementsAre("Гадяч", "Ґалаґан", "Ейське", "Єнакієве", "Жмеринка", "Ізмаїл", "Їжакове", "Яворів"));
}

TEST(Collation, puts_small_and_capital_letters_together) {
  EXPECT_THAT(sorted({"berlin", "Zagreb", "Athens", "Ёлкино", "Жуков", "Егорьевск"}, Language::ru),
              ElementsAre("Егорьевск", "Ёлкино", "Жуков", "Athens", "berlin", "Zagreb"));
}

TEST(Collation, counts_numbers_in_names) {
  EXPECT_THAT(sorted({"Office 10", "Office 9", "Office 1"}, Language::en),
              ElementsAre("Office 1", "Office 9", "Office 10"));
}

TEST(Collation, bears_any_bytes) {
  EXPECT_NE(compare_names("\xff\xfe", "a", Language::uk), 0);
  EXPECT_EQ(compare_names("", "", Language::uk), 0);
}

}  // namespace
}  // namespace pb::i18n
