#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace pb::sql {

// SQLite did not understand a statement, or could not read the schema to do so; the handle has the words.
struct PrepareFailure {
  int code;
};

// A connection's prepared statements, by their text. A statement that is running (a query inside another's
// rows) is not lent twice; the second run gets one of its own.
class StatementCache {
 public:
  StatementCache() = default;
  ~StatementCache() { clear(); }
  StatementCache(StatementCache const&) = delete;
  StatementCache& operator=(StatementCache const&) = delete;

  // Lends a statement; gives it back reset, whatever happened in between.
  class Loan {
   public:
    enum class End { keep, finalize };
    Loan(sqlite3_stmt* statement, End end) : statement_(statement), end_(end) {}
    ~Loan();
    Loan(Loan const&) = delete;
    Loan& operator=(Loan const&) = delete;
    [[nodiscard]] auto get() const -> sqlite3_stmt* { return statement_; }

   private:
    sqlite3_stmt* statement_;
    End end_;
  };

  // Throws SqlError for text that is not one statement, PrepareFailure for what SQLite refuses.
  auto lend(sqlite3* handle, std::string_view sql) -> Loan;
  void clear();

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void drop_idle();

  std::unordered_map<std::string, sqlite3_stmt*, TextHash, std::equal_to<>> statements_;
};

}  // namespace pb::sql
