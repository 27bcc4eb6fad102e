#include "sql/sqlite/readers.h"

#include <optional>

#include "sql/sqlite/connection.h"

namespace pb::sql {
namespace {

auto run_unit(std::optional<SqliteConnection>& connection, DatabaseOptions const& options, Work const& work)
    -> std::exception_ptr {
  std::exception_ptr reason;
  try {
    if (!connection) connection.emplace(options.url.target, options.key, Access::read_only);
    connection->begin();
    Session session(*connection);
    work(session);
  } catch (...) {
    reason = std::current_exception();
  }
  if (connection) connection->rollback();
  return reason;
}

}  // namespace

SqliteReaders::SqliteReaders(DatabaseOptions const& options) : queue_(options.queue_limit) {
  for (std::size_t index = 0; index < std::max<std::size_t>(options.readers, 1); ++index) {
    threads_.emplace_back([this, options] { run(options); });
  }
}

SqliteReaders::~SqliteReaders() {
  queue_.close();
}

void SqliteReaders::submit(Work work, Completion done) {
  sql::submit(queue_, std::move(work), std::move(done));
}

// The connection is opened at first use: deriving an encrypted file's key takes long, and most start-ups need
// one reader at once, not all.
void SqliteReaders::run(DatabaseOptions const& options) {
  std::optional<SqliteConnection> connection;
  while (auto unit = queue_.pop()) unit->done(run_unit(connection, options, unit->work));
}

}  // namespace pb::sql
