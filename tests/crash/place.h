#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "harness/program.h"
#include "harness/server_database.h"
#include "sql/database.h"

namespace pb::crash {

// A new database for one round, and a folder for what belongs to it; both are gone at the end. PostgreSQL's
// server is named by PROFITBOT_TEST_PG.
class Place {
 public:
  explicit Place(sql::Dialect dialect);
  Place(Place const&) = delete;
  Place& operator=(Place const&) = delete;

  [[nodiscard]] auto folder() const -> std::filesystem::path const& { return folder_.path(); }
  // As DATABASE_URL.
  [[nodiscard]] auto url() const -> std::string const& { return url_; }
  [[nodiscard]] auto dialect() const -> sql::Dialect { return dialect_; }
  // The database itself; only while the program does not run.
  [[nodiscard]] auto open() const -> std::unique_ptr<sql::Database>;
  // What a crash has left, without touching it: of SQLite's files a copy is opened, so that the program finds
  // the log as it was and recovers it by itself.
  [[nodiscard]] auto open_remains() const -> std::unique_ptr<sql::Database>;

  // PostgreSQL: takes the server down hard and starts it again.
  void restart_server() const;
  // PostgreSQL: kills one of the server's processes that work for the program, as a crash of the server
  // would; all connections break. False when there was none, or no right to do so.
  [[nodiscard]] bool kill_backend() const;
  // PostgreSQL: ends all connections of the program.
  void end_connections() const;

 private:
  sql::Dialect dialect_;
  bench::TemporaryFolder folder_;
  std::optional<bench::ServerDatabase> database_;
  std::string url_;
};

}  // namespace pb::crash
