#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "telegram/simulator/parameters.h"

// Whatever arrives as a form is none, or has parts that together are no larger than it.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using pb::telegram::simulator::parse_multipart;
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  // The first line is the content type, so that the fuzzer can invent boundaries too.
  auto const type = input.substr(0, input.find('\n'));
  auto const body = input.substr(std::min(type.size() + 1, input.size()));
  for (auto const content_type : {type, std::string_view("multipart/form-data; boundary=x")}) {
    auto const parts = parse_multipart(body, content_type);
    if (!parts) continue;
    std::size_t total = 0;
    for (auto const& [name, value] : parts->fields) total += name.size() + value.size();
    for (auto const& [name, file] : parts->files) {
      total += name.size() + file.file_name.size() + file.content_type.size() + file.bytes.size();
    }
    if (total > body.size()) std::abort();
  }
  return 0;
}
