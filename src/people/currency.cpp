#include "people/currency.h"

#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <set>
#include <string>

namespace pb::people {
namespace {

auto current_currencies() -> std::set<std::string, std::less<>> {
  std::set<std::string, std::less<>> codes;
  UErrorCode problem = U_ZERO_ERROR;
  auto* const list = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &problem);
  while (auto const* code = uenum_next(list, nullptr, &problem)) codes.emplace(code);
  uenum_close(list);
  return codes;
}

}  // namespace

auto is_currency(std::string_view code) -> bool {
  static auto const known = current_currencies();
  return known.contains(code);
}

}  // namespace pb::people
