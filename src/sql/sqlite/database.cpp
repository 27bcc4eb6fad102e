#include "sql/sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>
#include <thread>

#include "base/log.h"
#include "sql/notifier.h"
#include "sql/sqlite/connection.h"
#include "sql/sqlite/library_version.h"
#include "sql/sqlite/lock_file.h"
#include "sql/work_queue.h"

namespace pb::sql {
namespace {

constexpr std::size_t kBatchLimit = 512;              // units that share one commit
constexpr int kCheckpointPages = 4'000;               // 16 MB of log, then pages move into the file
constexpr std::chrono::milliseconds kIdleAfter{500};  // quiet for so long: empty the log

// What became of one unit of a batch.
struct Result {
  Completion done;
  std::exception_ptr reason;
  std::vector<std::string> topics;
};

// One writer thread, a pool of reading threads. See docs/decisions/0002.
class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(DatabaseOptions const& options)
      : lock_(options.url.target),
        writer_(options.url.target, options.key, Access::read_write),
        writes_(options.queue_limit),
        reads_(options.queue_limit) {
    write_thread_ = std::jthread([this] { write_loop(); });
    for (std::size_t index = 0; index < std::max<std::size_t>(options.readers, 1); ++index) {
      read_threads_.emplace_back(
          [this, connection = std::make_shared<SqliteConnection>(
                     options.url.target, options.key, Access::read_only)] { read_loop(*connection); });
    }
  }
  ~SqliteDatabase() override {
    writes_.close();
    reads_.close();
  }

  void submit_read(Work work, Completion done) override { submit(reads_, std::move(work), std::move(done)); }
  void submit_write(Work work, Completion done) override {
    submit(writes_, std::move(work), std::move(done));
  }
  auto listen(std::string topic, Listener listener) -> std::shared_ptr<void> override {
    return notifier_.listen(std::move(topic), std::move(listener));
  }
  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

 private:
  void write_loop() {
    while (!writes_.finished()) {
      auto units = writes_.pop(kBatchLimit, kIdleAfter);
      if (units.empty()) {
        tidy(SqliteConnection::Checkpoint::truncate);
        continue;
      }
      write_batch(units);
      if (writer_.wal_pages() > kCheckpointPages) tidy(SqliteConnection::Checkpoint::passive);
    }
    tidy(SqliteConnection::Checkpoint::truncate);
  }

  void tidy(SqliteConnection::Checkpoint mode) {
    if (writer_.wal_pages() > 0) writer_.checkpoint(mode);
  }

  void write_batch(std::vector<QueuedUnit>& units) {
    std::vector<Result> results;
    results.reserve(units.size());
    auto const failure = commit_batch(units, results);
    if (!failure) {
      for (auto const& result : results) {
        for (auto const& topic : result.topics) notifier_.tell(topic);
      }
    }
    for (auto& result : results) result.done(failure && !result.reason ? failure : result.reason);
  }

  // Runs every unit and commits once. The reason why nothing of the batch is there, or nothing.
  auto commit_batch(std::vector<QueuedUnit>& units, std::vector<Result>& results) -> std::exception_ptr {
    try {
      writer_.execute("begin immediate", {}, {});
      for (auto& unit : units) results.push_back(run_unit(unit));
      writer_.execute("commit", {}, {});
      return nullptr;
    } catch (std::exception const& problem) {
      log::error("database.commit_failed", {{"units", units.size()}, {"reason", problem.what()}});
      for (auto index = results.size(); index < units.size(); ++index) {
        results.push_back({std::move(units[index].done), nullptr, {}});
      }
      auto const reason = std::current_exception();
      if (writer_.in_transaction()) writer_.execute("rollback", {}, {});
      return reason;
    }
  }

  // One unit in its savepoint: if it fails, its writes alone are undone.
  auto run_unit(QueuedUnit& unit) -> Result {
    Result result{std::move(unit.done), nullptr, {}};
    writer_.execute("savepoint unit", {}, {});
    auto outcome = Outcome::rollback;
    try {
      Session session(writer_);
      outcome = unit.work(session);
      if (outcome == Outcome::commit) result.topics = session.notified();
    } catch (...) {
      result.reason = std::current_exception();
    }
    // A full disk may have ended the whole transaction; then there is nothing to go back to.
    if (!writer_.in_transaction()) std::rethrow_exception(result.reason ? result.reason : lost());
    if (outcome == Outcome::rollback || result.reason) writer_.execute("rollback to unit", {}, {});
    writer_.execute("release unit", {}, {});
    return result;
  }

  static auto lost() -> std::exception_ptr {
    return std::make_exception_ptr(Unavailable("the transaction was lost; try again"));
  }

  void read_loop(SqliteConnection& connection) {
    while (!reads_.finished()) {
      for (auto& unit : reads_.pop(1, kIdleAfter)) {
        std::exception_ptr reason;
        try {
          connection.execute("begin", {}, {});
          Session session(connection);
          unit.work(session);
        } catch (...) {
          reason = std::current_exception();
        }
        if (connection.in_transaction()) connection.execute("rollback", {}, {});
        unit.done(reason);
      }
    }
  }

  LockFile lock_;
  SqliteConnection writer_;
  Notifier notifier_;
  WorkQueue writes_;
  WorkQueue reads_;
  std::jthread write_thread_;
  std::vector<std::jthread> read_threads_;
};

}  // namespace

auto open_sqlite(DatabaseOptions const& options) -> std::unique_ptr<Database> {
  if (has_wal_reset_bug(sqlite3_libversion_number())) {
    throw SqlError(fmt::format("SQLite {} can lose committed writes (WAL-reset bug); use 3.51.3 or newer",
                               sqlite3_libversion()));
  }
  auto const folder = std::filesystem::path(options.url.target).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  return std::make_unique<SqliteDatabase>(options);
}

}  // namespace pb::sql
