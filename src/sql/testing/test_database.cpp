#include "sql/test_database.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

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

}  // namespace

TestDatabase::TestDatabase(Dialect dialect, DatabaseOptions options) : options_(std::move(options)) {
  if (dialect == Dialect::sqlite) {
    auto pattern = (std::filesystem::temp_directory_path() / "profitbot-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw SqlError("no temporary folder");
    folder_ = pattern;
    url_ = "sqlite:" + folder_ + "/test.db";
  } else {
    name_ = unique_name();
    PostgresqlConnection(server_url()).execute_script("create database " + name_);
    url_ = with_name(server_url(), name_);
  }
  options_.url = *parse_database_url(url_);
  database_ = open_database(options_);
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
  if (!name_.empty())
    PostgresqlConnection(server_url()).execute_script("drop database " + name_ + " with (force)");
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
