#include "bot/route.h"

#include <cstdlib>

// Whatever stands in a button is read back as it was, and its numbers are numbers or nothing.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const route = pb::bot::Route::parse(text);
  if (route.encode() != text) std::abort();
  for (std::size_t index = 0; index <= route.args.size(); ++index) {
    auto const number = route.number(index);
    if (number && index >= route.args.size()) std::abort();
    if (auto const day = route.day(index); day && (!number || day->days != *number)) std::abort();
    if (auto const month = route.month(index); month && (month->year() < 1900 || month->year() > 2200))
      std::abort();
  }
  return 0;
}
