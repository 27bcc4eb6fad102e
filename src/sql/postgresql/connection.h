#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sql/session.h"

struct pg_conn;
struct pg_result;

namespace pb::sql {

// The server is not there, or went away.
struct ConnectionLost : Unavailable {
  using Unavailable::Unavailable;
};
// The transaction met another one (SQLSTATE 40001, 40P01), or the schema changed under a prepared statement,
// and is to be run again.
struct SerialisationFailure : Unavailable {
  using Unavailable::Unavailable;
};

// One connection to a PostgreSQL server, for one thread at a time. Statements are prepared once and kept by
// their text; the types of their arguments are those of the first run.
class PostgresqlConnection final : public Connection {
 public:
  // Throws ConnectionLost with libpq's reason.
  explicit PostgresqlConnection(std::string const& url);
  ~PostgresqlConnection() override;

  std::int64_t execute(std::string_view sql, std::span<Value const> args, RowSink const& sink) override;
  void execute_script(std::string_view sql) override;
  void set_savepoint() override;
  void keep_savepoint() override;
  void undo_savepoint() noexcept override;
  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

  // `how` says the isolation level: "begin isolation level serializable".
  void begin(std::string_view how);
  // The same for a transaction that writes; returns the server's number of it, by which the server can be
  // asked what became of a commit whose answer was lost.
  auto begin_numbered(std::string_view how) -> std::int64_t;
  // Throws SqlError where a statement of the transaction failed: the server would roll it back and call that
  // a success.
  void commit();
  void rollback() noexcept;

  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] bool alive() const;
  // The transaction met another one, whatever the unit made of that exception.
  [[nodiscard]] bool must_run_again() const { return met_another_; }
  [[nodiscard]] pg_conn* handle() { return handle_; }

 private:
  struct ResultDeleter {
    void operator()(pg_result* result) const;
  };
  using Result = std::unique_ptr<pg_result, ResultDeleter>;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  auto prepare(std::string_view sql, std::span<Value const> args) -> std::string const&;
  void start_afresh();
  void forget_statements();
  auto run(std::string_view sql) -> Result;
  void require_usable(std::string_view sql) const;
  void check(pg_result* result, std::string_view sql);
  [[noreturn]] void fail(std::string_view state, std::string const& text);

  pg_conn* handle_ = nullptr;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>
      statements_;  // text -> name on the server
  bool failed_ = false;
  bool met_another_ = false;
  bool statements_stale_ = false;
};

}  // namespace pb::sql
