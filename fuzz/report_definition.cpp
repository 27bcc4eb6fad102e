#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdlib>

#include "reports/definition_json.h"

// Whatever comes as a definition is refused with a reason, or is written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace pb::reports;
  auto const definition = parse_definition({reinterpret_cast<char const*>(data), size});
  if (!definition) {
    if (definition.error().message.key.empty()) std::abort();
    return 0;
  }
  auto const again = parse_definition(boost::json::serialize(to_json(*definition)));
  if (!again || *again != *definition) std::abort();
  return 0;
}
