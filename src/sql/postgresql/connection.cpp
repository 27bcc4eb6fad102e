#include "sql/postgresql/connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/log.h"
#include "sql/postgresql/arguments.h"
#include "sql/postgresql/row.h"

namespace pb::sql {
namespace {

constexpr std::size_t kStatementsLimit = 2'000;
constexpr auto kSavepointName = "inner_unit";

auto rows_changed(PGresult* result) -> std::int64_t {
  auto const* const text = PQcmdTuples(result);
  return *text == '\0' ? 0 : std::strtoll(text, nullptr, 10);
}

// What stands before the address is a default, what stands behind it is ours to say. A server that vanishes
// without a word is noticed within seconds.
auto connect(std::string const& url) -> PGconn* {
  char const* const keywords[] = {
      "connect_timeout",  "tcp_user_timeout", "keepalives_idle", "keepalives_interval",
      "application_name", "dbname",           "client_encoding", nullptr};
  char const* const values[] = {"5", "10000", "10", "5", "profitbot", url.c_str(), "UTF8", nullptr};
  constexpr int kExpandAddress = 1;
  return PQconnectdbParams(keywords, values, kExpandAddress);
}

}  // namespace

void PostgresqlConnection::ResultDeleter::operator()(pg_result* result) const {
  PQclear(result);
}

PostgresqlConnection::PostgresqlConnection(std::string const& url) : handle_(connect(url)) {
  if (PQstatus(handle_) != CONNECTION_OK) {
    auto const reason = std::string(PQerrorMessage(handle_));
    PQfinish(handle_);
    throw ConnectionLost(fmt::format("the PostgreSQL server does not answer: {}", reason));
  }
  PQsetNoticeProcessor(handle_, [](void*, char const*) {}, nullptr);
}

PostgresqlConnection::~PostgresqlConnection() {
  PQfinish(handle_);
}

bool PostgresqlConnection::in_transaction() const {
  return PQtransactionStatus(handle_) != PQTRANS_IDLE;
}

bool PostgresqlConnection::alive() const {
  return PQstatus(handle_) == CONNECTION_OK;
}

void PostgresqlConnection::begin(std::string_view how) {
  start_afresh();
  run(how);
}

void PostgresqlConnection::start_afresh() {
  failed_ = false;
  met_another_ = false;
  if (statements_stale_) forget_statements();
}

auto PostgresqlConnection::begin_numbered(std::string_view how) -> std::int64_t {
  start_afresh();
  // One message to the server; its last result is the number, as text.
  auto const result = run(fmt::format("{}; select pg_current_xact_id()", how));
  return std::strtoll(PQgetvalue(result.get(), 0, 0), nullptr, 10);
}

void PostgresqlConnection::commit() {
  auto const result = run("commit");
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw SqlError("a statement of this unit failed, so the unit was undone");
}

void PostgresqlConnection::rollback() noexcept {
  failed_ = false;
  if (!alive() || !in_transaction()) return;
  try {
    execute_script("rollback");
  } catch (SqlError const& problem) {
    log::warn("database.rollback_failed", {{"reason", problem.what()}});
  }
}

void PostgresqlConnection::set_savepoint() {
  execute_script(fmt::format("savepoint {}", kSavepointName));
}

void PostgresqlConnection::keep_savepoint() {
  execute_script(fmt::format("release savepoint {}", kSavepointName));
}

void PostgresqlConnection::undo_savepoint() noexcept {
  failed_ = !alive() || !in_transaction();
  if (failed_) return;
  try {
    execute_script(fmt::format("rollback to savepoint {0}; release savepoint {0}", kSavepointName));
  } catch (SqlError const& problem) {
    log::warn("database.savepoint_lost", {{"reason", problem.what()}});
  }
}

void PostgresqlConnection::require_usable(std::string_view sql) const {
  if (failed_) {
    throw SqlError(fmt::format("an earlier statement of this unit failed, so this one cannot run: {}", sql));
  }
}

void PostgresqlConnection::forget_statements() {
  statements_.clear();
  execute_script("deallocate all");
  statements_stale_ = false;
}

auto PostgresqlConnection::prepare(std::string_view sql, std::span<Value const> args) -> std::string const& {
  if (auto const found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsLimit) forget_statements();
  auto const name = fmt::format("s{}", statements_.size());
  auto const text = std::string(sql);
  Result const result(PQprepare(handle_, name.c_str(), text.c_str(), static_cast<int>(args.size()),
                                argument_types(args).data()));
  check(result.get(), sql);
  return statements_.emplace(text, name).first->second;
}

std::int64_t PostgresqlConnection::execute(std::string_view sql, std::span<Value const> args,
                                           RowSink const& sink) {
  require_usable(sql);
  try {
    Arguments const arguments(args);
    auto const& name = prepare(sql, args);
    constexpr int kBinary = 1;
    Result const result(PQexecPrepared(handle_, name.c_str(), arguments.count(), arguments.values(),
                                       arguments.lengths(), arguments.formats(), kBinary));
    check(result.get(), sql);
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return rows_changed(result.get());
    PostgresqlRow row(result.get());
    auto const rows = PQntuples(result.get());
    for (int index = 0; sink && index < rows; ++index) {
      row.move_to(index);
      sink(row);
    }
    return rows;
  } catch (SqlError const&) {
    failed_ = true;
    throw;
  }
}

void PostgresqlConnection::execute_script(std::string_view sql) {
  require_usable(sql);
  run(sql);
}

auto PostgresqlConnection::run(std::string_view sql) -> Result {
  auto const text = std::string(sql);
  Result result(PQexec(handle_, text.c_str()));
  check(result.get(), sql);
  return result;
}

void PostgresqlConnection::check(pg_result* result, std::string_view sql) {
  auto const status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  failed_ = true;
  auto const* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  fail(state != nullptr ? state : "", fmt::format("{} ({})", PQerrorMessage(handle_), sql));
}

void PostgresqlConnection::fail(std::string_view state, std::string const& text) {
  if (!alive()) throw ConnectionLost("the PostgreSQL server went away: " + text);
  if (state == "40001" || state == "40P01") {
    met_another_ = true;
    throw SerialisationFailure(text);
  }
  // A statement whose result has another shape since a migration, or that somebody discarded.
  if ((state == "0A000" && text.find("cached plan") != std::string::npos) || state == "26000") {
    statements_stale_ = true;
    met_another_ = true;
    throw SerialisationFailure(text);
  }
  // 57P0x: the server shuts down or restarts; 53xxx: out of disk, memory or connections.
  if (state.starts_with("57P")) throw ConnectionLost("the PostgreSQL server is stopping: " + text);
  if (state.starts_with("53")) throw Unavailable("the PostgreSQL server is out of resources: " + text);
  throw SqlError(text);
}

}  // namespace pb::sql
