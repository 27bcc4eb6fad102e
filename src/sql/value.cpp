#include "sql/value.h"

#include <fmt/format.h>

namespace pb::sql {

void throw_type_mismatch(std::string_view wanted, Value const& got) {
  static constexpr std::string_view kinds[] = {"null", "integer", "real", "text", "blob"};
  throw SqlError(fmt::format("a column holds {} where {} is expected", kinds[got.index()], wanted));
}

}  // namespace pb::sql
