#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sql/session.h"

struct pg_conn;

namespace pb::sql {

// The server is not there, or went away. `outcome_unknown` when that happened between sending a commit and
// its answer.
struct ConnectionLost : Unavailable {
  using Unavailable::Unavailable;
};
// The transaction met another one (SQLSTATE 40001, 40P01) and is to be run again.
struct SerialisationFailure : SqlError {
  using SqlError::SqlError;
};

// One connection to a PostgreSQL server, for one thread at a time. Statements are prepared once and kept by
// their text.
class PostgresqlConnection final : public Connection {
 public:
  // Throws ConnectionLost with libpq's reason.
  explicit PostgresqlConnection(std::string const& url);
  ~PostgresqlConnection() override;

  std::int64_t execute(std::string_view sql, std::span<Value const> args, RowSink const& sink) override;
  void execute_script(std::string_view sql) override;
  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] bool alive() const;
  [[nodiscard]] pg_conn* handle() { return handle_; }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  auto prepare(std::string_view sql, std::span<Value const> args) -> std::string const&;
  void check(void* result, std::string_view sql) const;

  pg_conn* handle_ = nullptr;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>
      statements_;  // text -> name on the server
};

}  // namespace pb::sql
