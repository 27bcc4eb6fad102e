#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"

struct sqlite3;

namespace pb::integrations {

// One value as it stands in a foreign file, where any column may hold anything.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::byte>>;
using Cells = std::vector<Cell>;

// A SQLite database of another program: read at one moment, never changed. Its owner may keep it open and
// write meanwhile; what that program has committed is seen, also where it still lies in the -wal or -journal
// beside it.
class SqliteFile {
 public:
  // Refuses with a sentence: no such file, empty, not SQLite, encrypted, damaged, or locked for longer than
  // ten seconds. The whole file is checked, which takes about a second per million rows.
  static auto open(std::filesystem::path const& path) -> Result<SqliteFile>;

  SqliteFile(SqliteFile&&) noexcept;
  SqliteFile& operator=(SqliteFile&&) noexcept;
  ~SqliteFile();

  // Names of the table's columns; empty where there is no such table.
  [[nodiscard]] auto columns(std::string_view table) const -> Result<std::vector<std::string>>;
  // Calls `row` for each row of the query, the cells in column order; `argument` is the query's $1.
  [[nodiscard]] auto each(std::string const& query, std::function<void(Cells const&)> const& row,
                          std::string_view argument = {}) const -> Result<void>;

 private:
  struct Copy;  // removes the private copy, where one was needed
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };

  SqliteFile();
  auto open_handle(std::filesystem::path const& path, int flags) -> int;
  auto open_private_copy(std::filesystem::path const& path) -> int;
  [[nodiscard]] auto check() const -> Result<void>;

  std::unique_ptr<Copy> copy_;
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace pb::integrations
