#include "domain/name.h"

#include <cstdlib>

// A cleaned name is clean: cleaning it again changes nothing, and its key is that of what was typed.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const cleaned = pb::clean_name(text);
  if (pb::clean_name(cleaned) != cleaned) std::abort();
  if (pb::name_key(cleaned) != pb::name_key(text)) std::abort();
  return 0;
}
