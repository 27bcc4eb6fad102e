#include "place.h"

#include <fmt/format.h>
#include <signal.h>

#include <array>
#include <cstdlib>

#include "sql/postgresql/connection.h"

namespace pb::crash {
namespace {

constexpr auto kFile = "load.db";
constexpr auto kCopy = "remains.db";

auto environment(char const* name) -> std::string {
  auto const* const value = std::getenv(name);
  if (value == nullptr)
    throw sql::SqlError(std::string(name) + " is not set: run this by scripts/test-servers run");
  return value;
}

auto server_url() -> std::string {
  return environment("PROFITBOT_TEST_PG");
}

}  // namespace

Place::Place(sql::Dialect dialect) : dialect_(dialect) {
  if (dialect == sql::Dialect::postgresql) database_.emplace(server_url());
  url_ = database_ ? database_->url() : "sqlite:" + (folder() / kFile).string();
}

auto Place::open() const -> std::unique_ptr<sql::Database> {
  return sql::open_database({.url = *sql::parse_database_url(url_), .key = Secret()});
}

auto Place::open_remains() const -> std::unique_ptr<sql::Database> {
  if (dialect_ == sql::Dialect::postgresql) return open();
  for (auto const* suffix : {"", "-wal"}) {
    auto const from = folder() / (std::string(kFile) + suffix);
    auto const to = folder() / (std::string(kCopy) + suffix);
    std::filesystem::remove(to);
    if (std::filesystem::exists(from)) std::filesystem::copy_file(from, to);
  }
  auto const url = "sqlite:" + (folder() / kCopy).string();
  return sql::open_database({.url = *sql::parse_database_url(url), .key = Secret()});
}

void Place::restart_server() const {
  auto const command = environment("PROFITBOT_TEST_PG_CTL") + " restart";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("PostgreSQL did not start again");
}

bool Place::kill_backend() const {
  pid_t backend = 0;
  sql::PostgresqlConnection connection(server_url());
  std::string_view const name = database_->name();
  auto const arguments = std::to_array<sql::Value>({name});
  connection.begin("begin");
  connection.execute(
      "select cast(pid as bigint) from pg_stat_activity where datname = $1 order by query_start desc "
      "limit 1",
      arguments,
      [&](sql::RowView const& row) { backend = static_cast<pid_t>(std::get<std::int64_t>(row.column(0))); });
  return backend > 0 && ::kill(backend, SIGKILL) == 0;
}

void Place::end_connections() const {
  sql::PostgresqlConnection(server_url())
      .execute_script("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" +
                      database_->name() + "'");
}

}  // namespace pb::crash
