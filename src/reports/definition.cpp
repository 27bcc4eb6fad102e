#include "reports/definition.h"

namespace pb::reports {

auto Titles::in(i18n::Language language) const -> std::string {
  for (auto const wanted : {language, i18n::Language::en}) {
    if (auto const found = by_language.find(wanted); found != by_language.end()) return found->second;
  }
  return by_language.empty() ? std::string() : by_language.begin()->second;
}

}  // namespace pb::reports
