#include "integrations/sqlite_file.h"

#include <sqlite3.h>
#include <stdlib.h>

#include <array>
#include <fstream>

namespace pb::integrations {
namespace {

constexpr int kBusyTimeoutMs = 10'000;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

auto refusal(std::string key, std::string const& detail = {}) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message(std::move(key), {{"detail", detail}}), "file");
}

// What SQLite's result code means to a person.
auto refusal_of(int code, std::string const& detail) -> std::unexpected<Error> {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(ErrorCode::unavailable, Message("takeover.refused.locked"), "file");
    case SQLITE_NOTADB:
      return refusal("takeover.refused.not_sqlite");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return refusal("takeover.refused.unreadable", detail);
    default:
      return refusal("takeover.refused.damaged", detail);
  }
}

auto cell(sqlite3_stmt* statement, int column) -> Cell {
  auto const size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, column)); };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement, column));
      return std::string(text, size());
    }
    case SQLITE_BLOB: {
      auto const* bytes = static_cast<std::byte const*>(sqlite3_column_blob(statement, column));
      return std::vector<std::byte>(bytes, bytes + size());
    }
    default:
      return std::monostate();
  }
}

// Looks at the file itself before SQLite does, because SQLite takes an empty file for an empty database.
auto check_header(std::filesystem::path const& path) -> Result<void> {
  std::error_code problem;
  if (!std::filesystem::exists(path, problem)) return refusal("takeover.refused.absent");
  if (!std::filesystem::is_regular_file(path, problem)) return refusal("takeover.refused.not_sqlite");
  std::ifstream file(path, std::ios::binary);
  if (!file) return refusal("takeover.refused.unreadable", path.string());
  std::array<char, kMagic.size()> head{};
  file.read(head.data(), head.size());
  if (file.gcount() == 0) return refusal("takeover.refused.empty");
  if (std::string_view(head.data(), head.size()) != kMagic) return refusal("takeover.refused.not_sqlite");
  return {};
}

auto temporary_folder() -> std::filesystem::path {
  auto pattern = (std::filesystem::temp_directory_path() / "profitbot-takeover-XXXXXX").string();
  return mkdtemp(pattern.data()) == nullptr ? std::filesystem::path() : std::filesystem::path(pattern);
}

}  // namespace

struct SqliteFile::Copy {
  std::filesystem::path folder;

  ~Copy() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

void SqliteFile::Close::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}

SqliteFile::SqliteFile() = default;
SqliteFile::SqliteFile(SqliteFile&&) noexcept = default;
SqliteFile& SqliteFile::operator=(SqliteFile&&) noexcept = default;
SqliteFile::~SqliteFile() {
  handle_.reset();  // before the copy it reads from
}

auto SqliteFile::open(std::filesystem::path const& path) -> Result<SqliteFile> {
  PB_CHECK(check_header(path));

  SqliteFile file;
  auto const absolute = std::filesystem::absolute(path);
  auto code = file.open_handle(absolute, SQLITE_OPEN_READONLY);
  // A program killed in the middle of a write leaves a journal that has to be rolled back, and a folder we
  // may not write to has no place for the index of a -wal. Neither can be done in the original: it is not
  // ours.
  bool const needs_copy = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
  if (needs_copy) code = file.open_private_copy(absolute);
  if (code != SQLITE_OK) return refusal_of(code, sqlite3_errstr(code));

  PB_CHECK(file.check());
  return file;
}

auto SqliteFile::open_handle(std::filesystem::path const& path, int flags) -> int {
  sqlite3* raw = nullptr;
  auto const opened = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  handle_.reset(raw);
  if (opened != SQLITE_OK) return opened;
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, kBusyTimeoutMs);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // One read transaction for everything that follows: tables that fit together.
  return sqlite3_exec(raw, "pragma cell_size_check = on; begin; select count(*) from sqlite_schema", nullptr,
                      nullptr, nullptr);
}

auto SqliteFile::open_private_copy(std::filesystem::path const& path) -> int {
  handle_.reset();
  auto const folder = temporary_folder();
  if (folder.empty()) return SQLITE_CANTOPEN;
  copy_ = std::make_unique<Copy>(folder);
  for (auto const* suffix : {"", "-wal", "-journal"}) {
    auto const from = path.string() + suffix;
    std::error_code problem;
    if (!std::filesystem::exists(from, problem)) continue;
    std::filesystem::copy_file(from, (folder / "copy.db").string() + suffix, problem);
    if (problem) return SQLITE_CANTOPEN;
  }
  return open_handle(folder / "copy.db", SQLITE_OPEN_READWRITE);
}

auto SqliteFile::check() const -> Result<void> {
  std::string verdict;
  PB_CHECK(each("pragma quick_check(1)", [&](Cells const& row) {
    if (auto const* text = std::get_if<std::string>(&row.front())) verdict = *text;
  }));
  if (verdict != "ok") return refusal("takeover.refused.damaged", verdict);
  return {};
}

auto SqliteFile::columns(std::string_view table) const -> Result<std::vector<std::string>> {
  std::vector<std::string> names;
  PB_CHECK(each(
      "select c.name from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' and t.name = "
      "$1 "
      "order by c.cid",
      [&](Cells const& row) {
        if (auto const* name = std::get_if<std::string>(&row.front())) names.push_back(*name);
      },
      table));
  return names;
}

auto SqliteFile::each(std::string const& query, std::function<void(Cells const&)> const& row,
                      std::string_view argument) const -> Result<void> {
  sqlite3_stmt* raw = nullptr;
  auto code = sqlite3_prepare_v2(handle_.get(), query.c_str(), -1, &raw, nullptr);
  Statement const statement(raw);
  if (code != SQLITE_OK) return refusal_of(code, sqlite3_errmsg(handle_.get()));

  if (sqlite3_bind_parameter_count(raw) == 1) {
    sqlite3_bind_text(raw, 1, argument.data(), static_cast<int>(argument.size()), SQLITE_STATIC);
  }

  Cells cells(static_cast<std::size_t>(sqlite3_column_count(raw)));
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    for (std::size_t index = 0; index < cells.size(); ++index)
      cells[index] = cell(raw, static_cast<int>(index));
    row(cells);
  }
  if (code != SQLITE_DONE) return refusal_of(code, sqlite3_errmsg(handle_.get()));
  return {};
}

}  // namespace pb::integrations
