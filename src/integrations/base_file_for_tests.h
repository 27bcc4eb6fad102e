#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace pb::integrations {

// A folder that is gone at the end of the test.
class TestFolder {
 public:
  TestFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "profitbot-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  TestFolder(TestFolder const&) = delete;
  TestFolder& operator=(TestFolder const&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] auto path() const -> std::filesystem::path const& { return path_; }

 private:
  std::filesystem::path path_;
};

// The other program's connection to its own file.
class BaseProgram {
 public:
  explicit BaseProgram(std::filesystem::path const& path) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK)
      throw std::runtime_error("cannot open the test's file");
  }
  BaseProgram(BaseProgram const&) = delete;
  BaseProgram& operator=(BaseProgram const&) = delete;
  ~BaseProgram() { sqlite3_close(handle_); }

  void run(std::string const& sql) {
    char* problem = nullptr;
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &problem) == SQLITE_OK) return;
    std::string const text = problem;
    sqlite3_free(problem);
    throw std::runtime_error(text + " in: " + sql.substr(0, 200));
  }

 private:
  sqlite3* handle_ = nullptr;
};

inline auto fixture(std::string const& name) -> std::string {
  std::ifstream file(std::string("tests/takeover/fixtures/") + name + ".sql");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A base system's file built from tests/takeover/fixtures, changed as the test wishes.
class BaseFile {
 public:
  explicit BaseFile(std::string const& fixture_name, std::string const& more = {}) {
    run(fixture(fixture_name));
    run("pragma foreign_keys = off; " + more);
  }
  void run(std::string const& sql) { BaseProgram(path()).run(sql); }
  [[nodiscard]] auto path() const -> std::filesystem::path { return folder_.path() / "bot.db"; }
  [[nodiscard]] auto folder() const -> std::filesystem::path const& { return folder_.path(); }

 private:
  TestFolder folder_;
};

}  // namespace pb::integrations
