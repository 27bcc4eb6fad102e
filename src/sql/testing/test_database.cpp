#include "sql/test_database.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include "base/log.h"
#include "sql/postgresql/connection.h"

namespace pb::sql {
namespace {

auto server_url() -> std::string {
  auto const* const url = std::getenv("PROFITBOT_TEST_PG");
  if (url == nullptr)
    throw SqlError("PROFITBOT_TEST_PG is not set: run this test by scripts/test-servers run");
  return url;
}

auto unique_name() -> std::string {
  static std::atomic<int> count = 0;
  return fmt::format("t{}_{}", ::getpid(), ++count);
}

// postgresql://user@host:port/name?options with another name.
auto with_name(std::string const& url, std::string const& name) -> std::string {
  auto const host = url.find("//") + 2;
  auto const path = url.find('/', host);
  auto const options = url.find('?', host);
  return url.substr(0, std::min(path, options)) + "/" + name +
         (options == std::string::npos ? std::string() : url.substr(options));
}

// Beside many other tests the server may be slow to take one more connection.
void on_server(std::string const& script) {
  constexpr int kTries = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      return PostgresqlConnection(server_url()).execute_script(script);
    } catch (ConnectionLost const&) {
      if (attempt == kTries) throw;
    }
  }
}

}  // namespace

TestDatabase::TestDatabase(Dialect dialect, DatabaseOptions options) : options_(std::move(options)) {
  if (dialect == Dialect::sqlite) {
    auto pattern = (std::filesystem::temp_directory_path() / "profitbot-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw SqlError("no temporary folder");
    folder_ = pattern;
    url_ = "sqlite:" + folder_ + "/test.db";
  } else {
    name_ = unique_name();
    on_server("create database " + name_);
    url_ = with_name(server_url(), name_);
  }
  options_.url = *parse_database_url(url_);
  database_ = open_database(options_);
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
  if (name_.empty()) return;
  try {
    on_server("drop database " + name_ + " with (force)");
  } catch (SqlError const& problem) {
    // It goes with the server; no test failed by it.
    log::warn("database.test_not_dropped", {{"reason", problem.what()}});
  }
}

void TestDatabase::reopen() {
  database_.reset();
  database_ = open_database(options_);
}

auto engines() -> std::vector<Dialect> {
  return {Dialect::sqlite, Dialect::postgresql};
}

auto engine_name(testing::TestParamInfo<Dialect> const& info) -> std::string {
  return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
}

}  // namespace pb::sql
