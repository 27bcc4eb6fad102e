#include "i18n/collation.h"

#include <unicode/coll.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace pb::i18n {
namespace {

auto make_collator(Language language) -> std::unique_ptr<icu::Collator const> {
  UErrorCode problem = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> made(
      icu::Collator::createInstance(icu::Locale(locale_name(language)), problem));
  if (U_FAILURE(problem) != 0) throw std::runtime_error("ICU has no order of names: is its data installed?");
  // "Офіс 2" before "Офіс 10".
  made->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, problem);
  return made;
}

auto collator_of(Language language) -> icu::Collator const& {
  static std::array const made = {make_collator(Language::uk), make_collator(Language::ru),
                                  make_collator(Language::en)};
  return *made[static_cast<std::size_t>(language)];
}

}  // namespace

auto compare_names(std::string_view a, std::string_view b, Language language) -> int {
  UErrorCode problem = U_ZERO_ERROR;
  return collator_of(language).compareUTF8(icu::StringPiece(a.data(), static_cast<std::int32_t>(a.size())),
                                           icu::StringPiece(b.data(), static_cast<std::int32_t>(b.size())),
                                           problem);
}

}  // namespace pb::i18n
