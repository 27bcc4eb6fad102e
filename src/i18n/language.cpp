#include "i18n/language.h"

#include "base/enum_name.h"

namespace pb::i18n {

auto language_from_code(std::string_view code) -> std::optional<Language> {
  return enum_from_name<Language>(code.substr(0, code.find_first_of("-_")));
}

auto language_or_default(std::string_view code) -> Language {
  return language_from_code(code).value_or(kDefaultLanguage);
}

auto locale_name(Language language) -> char const* {
  switch (language) {
    case Language::uk:
      return "uk";
    case Language::ru:
      return "ru";
    case Language::en:
      return "en_GB";
  }
  return "uk";
}

}  // namespace pb::i18n
