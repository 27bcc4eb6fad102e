#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/secret.h"
#include "sql/session.h"

struct sqlite3;
struct sqlite3_stmt;

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
  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

  [[nodiscard]] bool in_transaction() const;
  // Moves committed pages from the log into the file; with `truncate` also empties the log. False when
  // readers are in the way; trying again later helps.
  enum class Checkpoint { passive, truncate };
  bool checkpoint(Checkpoint mode);
  // Pages in the log after the last commit.
  [[nodiscard]] int wal_pages() const { return wal_pages_; }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  auto prepare(std::string_view sql) -> sqlite3_stmt*;
  void clear_statements();
  [[noreturn]] void fail(int code, std::string_view sql) const;

  sqlite3* handle_ = nullptr;
  int wal_pages_ = 0;
  std::unordered_map<std::string, sqlite3_stmt*, TextHash, std::equal_to<>> statements_;
};

}  // namespace pb::sql
