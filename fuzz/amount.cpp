#include "domain/amount.h"

#include <cstdlib>

// Whatever a person sends as an amount is read within the limits or refused; never anything else.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  for (auto const kind : {pb::AmountKind::plan, pb::AmountKind::fact}) {
    auto const amount = pb::parse_amount(text, kind, "UAH");
    if (!amount) continue;
    if (*amount > pb::kAmountLimit || amount->minor < -pb::kAmountLimit.minor) std::abort();
    if (kind == pb::AmountKind::plan && amount->minor < 0) std::abort();
  }
  return 0;
}
