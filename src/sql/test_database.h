#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "sql/database.h"

namespace pb::sql {

// A fresh, empty database for one test, gone with it: a SQLite file in a temporary folder, or a PostgreSQL
// database made on the server of PROFITBOT_TEST_PG (scripts/test-servers starts one).
class TestDatabase {
 public:
  // The options' url is chosen here.
  explicit TestDatabase(Dialect dialect, DatabaseOptions options = {.readers = 2, .writers = 4});
  ~TestDatabase();

  [[nodiscard]] Database& get() { return *database_; }
  Database* operator->() { return database_.get(); }
  // Closes and opens it again, as after a restart.
  void reopen();
  [[nodiscard]] auto url() const -> std::string const& { return url_; }
  [[nodiscard]] auto options() const -> DatabaseOptions const& { return options_; }

 private:
  std::string folder_;  // SQLite
  std::string name_;    // PostgreSQL
  std::string url_;
  DatabaseOptions options_;
  std::unique_ptr<Database> database_;
};

// Every engine a contract suite runs on: INSTANTIATE_TEST_SUITE_P(Engines, X, testing::ValuesIn(engines()),
// engine_name)
auto engines() -> std::vector<Dialect>;
auto engine_name(testing::TestParamInfo<Dialect> const& info) -> std::string;

}  // namespace pb::sql
