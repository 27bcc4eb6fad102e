#include "sql/sqlite/statement_cache.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "sql/value.h"

namespace pb::sql {
namespace {

// More different texts than the whole program has; beyond it the cache starts anew.
constexpr std::size_t kStatementsLimit = 2'000;

// SQLite takes $1, $2… for names and counts them where they first stand; PostgreSQL reads the number. Both
// agree only where the numbers rise in order of first use.
auto parameters_rise(sqlite3_stmt* statement) -> bool {
  for (int index = 1; index <= sqlite3_bind_parameter_count(statement); ++index) {
    auto const* const name = sqlite3_bind_parameter_name(statement, index);
    if (name == nullptr || fmt::format("${}", index) != name) return false;
  }
  return true;
}

auto prepare(sqlite3* handle, std::string_view sql) -> sqlite3_stmt* {
  sqlite3_stmt* statement = nullptr;
  char const* rest = nullptr;
  int const code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK) throw PrepareFailure{code};
  auto const unread = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (statement == nullptr || unread.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(statement);
    throw SqlError(
        fmt::format("one statement is expected, not {}: {}", statement == nullptr ? "none" : "more", sql));
  }
  if (!parameters_rise(statement)) {
    sqlite3_finalize(statement);
    throw SqlError(fmt::format("parameters must be numbered in order of first use: {}", sql));
  }
  return statement;
}

}  // namespace

StatementCache::Loan::~Loan() {
  if (end_ == End::finalize) {
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

auto StatementCache::lend(sqlite3* handle, std::string_view sql) -> Loan {
  if (auto const found = statements_.find(sql); found != statements_.end()) {
    if (sqlite3_stmt_busy(found->second) == 0) return {found->second, Loan::End::keep};
    return {prepare(handle, sql), Loan::End::finalize};
  }
  if (statements_.size() >= kStatementsLimit) drop_idle();
  auto* const statement = prepare(handle, sql);
  statements_.emplace(sql, statement);
  return {statement, Loan::End::keep};
}

void StatementCache::drop_idle() {
  std::erase_if(statements_, [](auto const& entry) {
    if (sqlite3_stmt_busy(entry.second) != 0) return false;
    sqlite3_finalize(entry.second);
    return true;
  });
}

void StatementCache::clear() {
  for (auto const& [text, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
}

}  // namespace pb::sql
