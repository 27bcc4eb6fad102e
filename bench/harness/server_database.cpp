#include "harness/server_database.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>

#include "sql/postgresql/connection.h"

namespace pb::bench {
namespace {

auto new_name() -> std::string {
  static std::atomic<int> count = 0;
  return fmt::format("load{}_{}", ::getpid(), ++count);
}

}  // namespace

ServerDatabase::ServerDatabase(std::string server) : server_(std::move(server)), name_(new_name()) {
  sql::PostgresqlConnection(server_).execute_script("create database " + name_);
}

ServerDatabase::~ServerDatabase() {
  try {
    sql::PostgresqlConnection(server_).execute_script("drop database " + name_ + " with (force)");
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{} could not be dropped: {}\n", name_, problem.what());
  }
}

// postgresql://user@host:port/name with another name.
auto ServerDatabase::url() const -> std::string {
  return server_.substr(0, server_.find('/', server_.find("//") + 2) + 1) + name_;
}

}  // namespace pb::bench
