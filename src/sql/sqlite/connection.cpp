#include "sql/sqlite/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <fstream>

#include "base/log.h"

namespace pb::sql {
namespace {

// Only a program that ignores our lock file can make us wait.
constexpr std::chrono::milliseconds kBusyTimeout{5'000};

class SqliteRow final : public RowView {
 public:
  explicit SqliteRow(sqlite3_stmt* statement)
      : statement_(statement), count_(sqlite3_column_count(statement)) {}

  [[nodiscard]] Value column(std::size_t index) const override {
    auto const at = static_cast<int>(index);
    if (at >= count_) throw SqlError("a row has fewer columns than its struct has fields");
    switch (sqlite3_column_type(statement_, at)) {
      case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(statement_, at)};
      case SQLITE_FLOAT:
        return sqlite3_column_double(statement_, at);
      case SQLITE_TEXT: {
        auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, at));
        return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, at)));
      }
      case SQLITE_BLOB: {
        auto const* bytes = static_cast<std::byte const*>(sqlite3_column_blob(statement_, at));
        return std::span(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, at)));
      }
      default:
        return std::monostate{};
    }
  }
  [[nodiscard]] std::size_t columns() const override { return static_cast<std::size_t>(count_); }

 private:
  sqlite3_stmt* statement_;
  int count_;
};

// Arguments outlive the step, so SQLite need not copy them.
int bind(sqlite3_stmt* statement, int index, Value const& value) {
  struct Binder {
    sqlite3_stmt* statement;
    int index;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(std::string_view text) const {
      auto const* data = text.data() != nullptr ? text.data() : "";
      return sqlite3_bind_text64(statement, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(std::span<std::byte const> bytes) const {
      if (bytes.empty()) return sqlite3_bind_zeroblob(statement, index, 0);
      return sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
  };
  return std::visit(Binder{statement, index}, value);
}

// Why a file whose first page makes no sense cannot be read, for the operator.
auto why_unreadable(std::string const& path, Secret const& key) -> std::string {
  std::array<char, 16> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  bool const plain = std::string_view(head.data(), 15) == "SQLite format 3";
  if (plain && !key.empty()) {
    return fmt::format(
        "{} is not encrypted, but PROFITBOT_DATABASE_KEY is set; unset it, or encrypt a copy of the file",
        path);
  }
  if (plain) return fmt::format("{} is damaged: its first page cannot be read", path);
  if (key.empty()) {
    return fmt::format("{} is not a SQLite database, or is encrypted and PROFITBOT_DATABASE_KEY is missing",
                       path);
  }
  return fmt::format("{} cannot be decrypted: PROFITBOT_DATABASE_KEY is not the key it was encrypted with",
                     path);
}

}  // namespace

SqliteConnection::SqliteConnection(std::string const& path, Secret const& key, Access access)
    : access_(access) {
  try {
    open(path);
    unlock(path, key);
    configure();
  } catch (...) {
    statements_.clear();
    sqlite3_close_v2(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

void SqliteConnection::open(std::string const& path) {
  int const create = access_ == Access::read_write ? SQLITE_OPEN_CREATE : 0;
  int const flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE | create;
  if (int const code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr); code != SQLITE_OK) {
    throw SqlError(fmt::format("{} cannot be opened: {}", path,
                               handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)));
  }
  sqlite3_busy_timeout(handle_, static_cast<int>(kBusyTimeout.count()));
}

void SqliteConnection::unlock(std::string const& path, Secret const& key) {
  if (!key.empty()) {
    execute_script("pragma cipher = 'chacha20'");
    auto const& secret = key.reveal();
    if (int const code = sqlite3_key(handle_, secret.data(), static_cast<int>(secret.size()));
        code != SQLITE_OK)
      fail(code, "opening an encrypted file");
  }
  try {
    execute_script("select count(*) from sqlite_schema");
  } catch (SqlError const&) {
    if ((sqlite3_errcode(handle_) & 0xff) != SQLITE_NOTADB) throw;
    throw SqlError(why_unreadable(path, key));
  }
}

void SqliteConnection::configure() {
  execute_script(
      "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; "
      "pragma temp_store = memory; pragma cache_size = -16000; pragma wal_autocheckpoint = 0");
  if (access_ == Access::read_only) {
    execute_script("pragma query_only = on");
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  // Counts the log's pages without checkpointing, which only the writer does, when it chooses.
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, char const*, int pages) {
        static_cast<SqliteConnection*>(self)->log_pages_ = pages;
        return SQLITE_OK;
      },
      this);
}

void SqliteConnection::require_usable(std::string_view sql) const {
  if (failed_)
    throw SqlError(fmt::format("an earlier statement of this unit failed, so this one cannot run: {}", sql));
}

std::int64_t SqliteConnection::execute(std::string_view sql, std::span<Value const> args,
                                       RowSink const& sink) {
  require_usable(sql);
  try {
    for (auto const& arg : args) require_storable(arg);
    auto const loan = statements_.lend(handle_, sql);
    auto* const statement = loan.get();
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(args.size())) {
      throw SqlError(fmt::format("{} arguments for a statement that takes {}: {}", args.size(),
                                 sqlite3_bind_parameter_count(statement), sql));
    }
    for (std::size_t index = 0; index < args.size(); ++index) {
      if (int const code = bind(statement, static_cast<int>(index) + 1, args[index]); code != SQLITE_OK)
        fail(code, sql);
    }
    return step_all(statement, sql, sink);
  } catch (PrepareFailure const& failure) {
    fail(failure.code, sql);
  } catch (SqlError const&) {
    failed_ = true;
    throw;
  }
}

std::int64_t SqliteConnection::step_all(sqlite3_stmt* statement, std::string_view sql, RowSink const& sink) {
  SqliteRow const row(statement);
  std::int64_t rows = 0;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    ++rows;
    if (sink) sink(row);
  }
  if (code != SQLITE_DONE) fail(code, sql);
  return sqlite3_column_count(statement) > 0 ? rows : sqlite3_changes64(handle_);
}

void SqliteConnection::execute_script(std::string_view sql) {
  require_usable(sql);
  auto const text = std::string(sql);
  if (int const code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK)
    fail(code, sql);
}

void SqliteConnection::set_savepoint() {
  execute("savepoint inner_unit", {}, {});
}

void SqliteConnection::keep_savepoint() {
  execute("release inner_unit", {}, {});
}

void SqliteConnection::undo_savepoint() noexcept {
  // A full disk may have ended the whole transaction; then there is nothing to go back to, and `failed_`
  // stays.
  failed_ = !in_transaction();
  if (failed_) return;
  try {
    execute("rollback to inner_unit", {}, {});
    execute("release inner_unit", {}, {});
  } catch (SqlError const& problem) {
    log::error("database.savepoint_lost", {{"reason", problem.what()}});
  }
}

void SqliteConnection::begin() {
  failed_ = false;
  execute(access_ == Access::read_write ? "begin immediate" : "begin", {}, {});
}

void SqliteConnection::commit() {
  execute("commit", {}, {});
}

void SqliteConnection::rollback() noexcept {
  failed_ = false;
  if (!in_transaction()) return;
  try {
    execute("rollback", {}, {});
  } catch (SqlError const& problem) {
    log::error("database.rollback_failed", {{"reason", problem.what()}});
  }
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

bool SqliteConnection::checkpoint() {
  return checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

bool SqliteConnection::truncate_log(std::chrono::milliseconds patience) {
  sqlite3_busy_timeout(handle_, static_cast<int>(patience.count()));
  bool const emptied = checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  sqlite3_busy_timeout(handle_, static_cast<int>(kBusyTimeout.count()));
  if (emptied) log_pages_ = 0;
  return emptied;
}

bool SqliteConnection::checkpoint(int mode) {
  int pages = 0;
  int moved = 0;
  int const code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, &pages, &moved);
  if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
    log::warn("database.checkpoint_failed", {{"reason", sqlite3_errmsg(handle_)}});
  return code == SQLITE_OK && pages == moved;
}

void SqliteConnection::fail(int code, std::string_view sql) {
  failed_ = true;
  auto const text = fmt::format("{} ({})", sqlite3_errmsg(handle_), sql);
  switch (code & 0xff) {
    case SQLITE_FULL:
      throw Unavailable("the disk is full: " + text);
    case SQLITE_IOERR:
      throw Unavailable("the disk does not answer: " + text);
    case SQLITE_BUSY:
      throw Unavailable("another program uses the database: " + text);
    default:
      throw SqlError(text);
  }
}

}  // namespace pb::sql
