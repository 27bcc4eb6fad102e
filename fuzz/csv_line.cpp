#include "app/csv_line.h"

#include <cmath>
#include <cstdlib>
#include <sstream>

#include "base/csv_field.h"

// Whatever is read as fields is read again from what is written of them; numbers are finite.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::istringstream in(std::string(reinterpret_cast<char const*>(data), size));
  pb::app::CsvReader reader(in);
  std::size_t line = 0;
  for (auto more = reader.next(); more && *more; more = reader.next()) {
    if (reader.fields().empty() || reader.line() <= line) std::abort();
    line = reader.line();
    // Not at the very beginning, where three bytes may be a mark.
    std::string written = "first\n";
    std::string_view separator;
    for (auto const field : reader.fields()) {
      if (auto const number = pb::app::csv_number(field); number && !std::isfinite(*number)) std::abort();
      written += separator;
      pb::append_csv_field(written, field);
      separator = ",";
    }
    std::istringstream again(written);
    pb::app::CsvReader second(again);
    if (!second.next()) std::abort();
    auto const found = second.next();
    if (!found) std::abort();
    if (*found && second.fields() != reader.fields()) std::abort();
  }
  return 0;
}
