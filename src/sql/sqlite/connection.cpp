#include "sql/sqlite/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace pb::sql {
namespace {

// More different texts than the whole program has; beyond it the cache starts anew.
constexpr std::size_t kStatementsLimit = 2'000;
constexpr int kBusyTimeoutMs = 5'000;

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

// A cached statement is left ready for its next use, whatever happens in between.
class Execution {
 public:
  explicit Execution(sqlite3_stmt* statement) : statement_(statement) {}
  ~Execution() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Execution(Execution const&) = delete;
  Execution& operator=(Execution const&) = delete;

 private:
  sqlite3_stmt* statement_;
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

auto quoted(std::string const& text) -> std::string {
  std::string literal = "'";
  for (char const c : text) literal += c == '\'' ? "''" : std::string(1, c);
  return literal + "'";
}

}  // namespace

SqliteConnection::SqliteConnection(std::string const& path, Secret const& key, Access access) {
  int const flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
      (access == Access::read_only ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (int const code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr); code != SQLITE_OK) {
    auto const reason = std::string(handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
    sqlite3_close_v2(handle_);
    throw SqlError(fmt::format("{} cannot be opened: {}", path, reason));
  }
  try {
    sqlite3_busy_timeout(handle_, kBusyTimeoutMs);
    if (!key.empty()) execute_script("pragma cipher = 'chacha20'; pragma key = " + quoted(key.reveal()));
    execute_script("select count(*) from sqlite_schema");
    execute_script(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = "
        "memory; "
        "pragma cache_size = -16000; pragma wal_autocheckpoint = 0");
    if (access == Access::read_only) execute_script("pragma query_only = on");
  } catch (SqlError const& problem) {
    bool const unreadable = (sqlite3_errcode(handle_) & 0xff) == SQLITE_NOTADB;
    sqlite3_close_v2(handle_);
    if (!unreadable) throw;
    throw SqlError(fmt::format("{} is not a database that can be read {}", path,
                               key.empty() ? "without a key (is PROFITBOT_DATABASE_KEY missing?)"
                                           : "with this PROFITBOT_DATABASE_KEY"));
  }
  // Counts the log's pages without checkpointing, which only the writer does, when it chooses.
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, char const*, int pages) {
        static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);
}

SqliteConnection::~SqliteConnection() {
  clear_statements();
  sqlite3_close_v2(handle_);
}

void SqliteConnection::clear_statements() {
  for (auto const& [text, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
}

auto SqliteConnection::prepare(std::string_view sql) -> sqlite3_stmt* {
  if (auto const found = statements_.find(sql); found != statements_.end()) {
    // A statement that runs already (a query inside another's rows) cannot be shared.
    if (sqlite3_stmt_busy(found->second) != 0) {
      throw SqlError(fmt::format("the statement is running already: {}", sql));
    }
    return found->second;
  }
  if (statements_.size() >= kStatementsLimit) clear_statements();
  sqlite3_stmt* statement = nullptr;
  char const* rest = nullptr;
  int const code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK) fail(code, sql);
  if (statement == nullptr) throw SqlError("an empty statement");
  statements_.emplace(sql, statement);
  return statement;
}

std::int64_t SqliteConnection::execute(std::string_view sql, std::span<Value const> args,
                                       RowSink const& sink) {
  auto* const statement = prepare(sql);
  Execution const execution(statement);
  if (sqlite3_bind_parameter_count(statement) != static_cast<int>(args.size())) {
    throw SqlError(fmt::format("{} arguments for a statement that takes {}: {}", args.size(),
                               sqlite3_bind_parameter_count(statement), sql));
  }
  for (std::size_t index = 0; index < args.size(); ++index) {
    if (int const code = bind(statement, static_cast<int>(index) + 1, args[index]); code != SQLITE_OK)
      fail(code, sql);
  }
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
  auto const text = std::string(sql);
  if (int const code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) {
    fail(code, sql.starts_with("pragma") ? "a pragma" : sql);
  }
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

bool SqliteConnection::checkpoint(Checkpoint mode) {
  int log = 0;
  int done = 0;
  int const code = sqlite3_wal_checkpoint_v2(
      handle_, nullptr, mode == Checkpoint::truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
      &log, &done);
  if (code != SQLITE_OK) return false;
  bool const complete = log == done;
  if (complete) wal_pages_ = 0;
  return complete;
}

void SqliteConnection::fail(int code, std::string_view sql) const {
  auto const text = fmt::format("{} ({})", sqlite3_errmsg(handle_), sql);
  switch (code & 0xff) {
    case SQLITE_FULL:
      throw Unavailable("the disk is full: " + text);
    case SQLITE_IOERR:
      throw Unavailable("the disk does not answer: " + text);
    case SQLITE_BUSY:
      throw Unavailable("the database is busy: " + text);
    default:
      throw SqlError(text);
  }
}

}  // namespace pb::sql
