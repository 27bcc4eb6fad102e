#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "catalogue/catalogue_rules.h"
#include "i18n/catalogue.h"

// The catalogues as they are, against the sources as they are. Run from the project's top folder.
namespace pb::catalogue {
namespace {

using testing::IsEmpty;

auto catalogues() -> Catalogues {
  Catalogues all;
  for (auto const language : i18n::kLanguages) {
    for (auto const& [key, text] : i18n::read_catalogue(i18n::catalogue_file(language))) {
      all[language].emplace(key, text);
    }
  }
  return all;
}

auto sources() -> std::vector<Source> {
  std::vector<Source> found;
  for (auto const& entry : std::filesystem::recursive_directory_iterator("src")) {
    auto const path = entry.path().generic_string();
    bool const code = path.ends_with(".cpp") || path.ends_with(".h");
    if (!code || path.ends_with("_test.cpp") || path.find("/test") != std::string::npos) continue;
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    found.push_back({path, text.str()});
  }
  return found;
}

TEST(Catalogues, say_the_same_in_every_language) {
  EXPECT_THAT(differences(catalogues()), IsEmpty());
}

TEST(Catalogues, are_well_formed) {
  EXPECT_THAT(malformed(catalogues()), IsEmpty());
}

TEST(Catalogues, have_every_key_that_the_code_names) {
  ASSERT_GT(sources().size(), 100U);
  EXPECT_THAT(missing(catalogues()[i18n::kDefaultLanguage], sources()), IsEmpty());
}

TEST(Catalogues, have_no_key_that_nothing_names) {
  EXPECT_THAT(unused(catalogues()[i18n::kDefaultLanguage], sources()), IsEmpty());
}

TEST(Catalogues, hold_every_text_that_the_bot_says) {
  EXPECT_THAT(texts_in_code(sources()), IsEmpty());
}

}  // namespace
}  // namespace pb::catalogue
