#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "sql/session.h"
#include "sql/sqlite/statement_cache.h"

struct sqlite3;

namespace pb::sql {

enum class Access { read_only, read_write };

// One SQLite connection, for one thread at a time.
class SqliteConnection final : public Connection {
 public:
  // Throws SqlError for a wrong key, a file that is no database, or a folder that is not there.
  SqliteConnection(std::string const& path, Secret const& key, Access access);
  ~SqliteConnection() override;

  std::int64_t execute(std::string_view sql, std::span<Value const> args, RowSink const& sink) override;
  void execute_script(std::string_view sql) override;
  void set_savepoint() override;
  void keep_savepoint() override;
  void undo_savepoint() noexcept override;
  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

  void begin();
  // Throws SqlError, and leaves the transaction to be rolled back, where a statement of it failed.
  void commit();
  void rollback() noexcept;
  [[nodiscard]] bool in_transaction() const;
  // A statement failed since begin() or the last savepoint undone.
  [[nodiscard]] bool has_failed() const { return failed_; }

  // Moves committed pages from the log into the file; `truncate` also empties the log, waiting for readers at
  // most so long. False when readers were in the way; trying again later helps.
  bool checkpoint();
  bool truncate_log(std::chrono::milliseconds patience);
  // Pages in the log after the last commit, 0 after it was emptied.
  [[nodiscard]] int log_pages() const { return log_pages_; }

 private:
  void open(std::string const& path);
  void unlock(std::string const& path, Secret const& key);
  void configure();
  void require_usable(std::string_view sql) const;
  std::int64_t step_all(sqlite3_stmt* statement, std::string_view sql, RowSink const& sink);
  bool checkpoint(int mode);
  [[noreturn]] void fail(int code, std::string_view sql);

  Access access_;
  sqlite3* handle_ = nullptr;
  StatementCache statements_;
  int log_pages_ = 0;
  bool failed_ = false;
};

}  // namespace pb::sql
