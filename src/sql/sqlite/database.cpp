#include "sql/sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>

#include "sql/notifier.h"
#include "sql/sqlite/library_version.h"
#include "sql/sqlite/lock_file.h"
#include "sql/sqlite/readers.h"
#include "sql/sqlite/writer.h"

namespace pb::sql {
namespace {

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(DatabaseOptions const& options)
      : lock_(options.url.target), writer_(options, notifier_), readers_(options) {}

  void submit_read(Work work, Completion done) override { readers_.submit(std::move(work), std::move(done)); }
  void submit_write(Work work, Completion done) override { writer_.submit(std::move(work), std::move(done)); }
  auto listen(std::string topic, Listener listener) -> std::shared_ptr<void> override {
    return notifier_.listen(std::move(topic), std::move(listener));
  }
  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

 private:
  LockFile lock_;
  Notifier notifier_;
  SqliteWriter writer_;
  SqliteReaders readers_;
};

}  // namespace

auto open_sqlite(DatabaseOptions const& options) -> std::unique_ptr<Database> {
  if (has_wal_reset_bug(sqlite3_libversion_number())) {
    throw SqlError(fmt::format("SQLite {} can lose committed writes (WAL-reset bug); use 3.51.3 or newer",
                               sqlite3_libversion()));
  }
  auto const folder = std::filesystem::path(options.url.target).parent_path();
  std::error_code problem;
  if (!folder.empty()) std::filesystem::create_directories(folder, problem);
  if (problem) throw SqlError(fmt::format("{} cannot be made: {}", folder.string(), problem.message()));
  return std::make_unique<SqliteDatabase>(options);
}

}  // namespace pb::sql
