#include "app/timestamp.h"

#include <cstdlib>

// Whatever the bytes are: no moment, or one between the years -1200 and 9999.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const at = pb::app::parse_timestamp({reinterpret_cast<char const*>(data), size});
  if (at && std::abs(*at) > 300'000'000'000) std::abort();
  return 0;
}
