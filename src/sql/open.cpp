#include "sql/database.h"
#include "sql/postgresql/database.h"
#include "sql/sqlite/database.h"

namespace pb::sql {

auto open_database(DatabaseOptions const& options) -> std::unique_ptr<Database> {
  switch (options.url.dialect) {
    case Dialect::sqlite:
      return open_sqlite(options);
    case Dialect::postgresql:
      if (!options.key.empty()) {
        throw SqlError(
            "PROFITBOT_DATABASE_KEY encrypts SQLite files only; unset it, and let the PostgreSQL "
            "server's own disk be encrypted");
      }
      return open_postgresql(options);
  }
  throw SqlError("an unknown kind of database");
}

}  // namespace pb::sql
