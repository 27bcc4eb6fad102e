#include <cstdlib>

#include "sql/database.h"

// An address that is read names something, and PostgreSQL's are all in its own form.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const url = pb::sql::parse_database_url({reinterpret_cast<char const*>(data), size});
  if (!url) return 0;
  bool const server = url->dialect == pb::sql::Dialect::postgresql;
  if (server && (!url->target.starts_with("postgresql://") || url->target == "postgresql://")) std::abort();
  if (!server && url->target.empty()) std::abort();
  return 0;
}
