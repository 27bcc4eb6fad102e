#include "sql/postgresql/database.h"

#include <fmt/format.h>

#include <random>
#include <thread>

#include "base/log.h"
#include "sql/notifier.h"
#include "sql/postgresql/connection.h"
#include "sql/postgresql/wake_up.h"
#include "sql/work_queue.h"

namespace pb::sql {
namespace {

constexpr int kAttempts = 12;  // of one unit, before its trouble is the caller's
constexpr std::chrono::milliseconds kIdleAfter{500};

enum class Kind { read, write };

// A thread's connection, made when first needed and made anew after the server was away.
class Worker {
 public:
  Worker(std::string url, Kind kind, Notifier& notifier, WakeUp& wake_up)
      : url_(std::move(url)), kind_(kind), notifier_(notifier), wake_up_(wake_up) {}

  void run(QueuedUnit& unit) {
    std::exception_ptr reason;
    for (int attempt = 1; attempt <= kAttempts; ++attempt) {
      reason = try_once(unit);
      if (!again_) break;
      pause(attempt);
    }
    unit.done(reason);
  }

 private:
  // One try; the reason of its failure, and in again_ whether another one may help.
  auto try_once(QueuedUnit& unit) -> std::exception_ptr {
    again_ = false;
    committing_ = false;
    std::exception_ptr reason;
    try {
      run_in_transaction(unit);
      return nullptr;
    } catch (SerialisationFailure const&) {
      again_ = true;
      reason = std::current_exception();
    } catch (ConnectionLost const& problem) {
      connection_.reset();
      if (committing_) {
        return std::make_exception_ptr(
            Unavailable(fmt::format("whether the change was saved is not known: {}", problem.what())));
      }
      again_ = true;
      reason = std::current_exception();
    } catch (...) {
      reason = std::current_exception();
    }
    roll_back();
    return reason;
  }

  void run_in_transaction(QueuedUnit& unit) {
    if (!connection_ || !connection_->alive()) connection_ = std::make_unique<PostgresqlConnection>(url_);
    connection_->execute_script(kind_ == Kind::read ? "begin isolation level repeatable read read only"
                                                    : "begin isolation level serializable");
    Session session(*connection_);
    auto const outcome = unit.work(session);
    if (kind_ == Kind::read || outcome == Outcome::rollback) {
      connection_->execute_script("rollback");
      return;
    }
    committing_ = true;
    connection_->execute_script("commit");
    committing_ = false;
    for (auto const& topic : session.notified()) {
      notifier_.tell(topic);
      wake_up_.tell(topic);
    }
  }

  void roll_back() {
    if (!connection_ || !connection_->in_transaction()) return;
    try {
      connection_->execute_script("rollback");
    } catch (SqlError const&) {
      connection_.reset();
    }
  }

  // Exponential with jitter, 1 ms to 1 s: units that met once should not meet again.
  void pause(int attempt) {
    auto const most = std::min(1'000, 1 << attempt);
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, most)(random_)));
  }

  std::string url_;
  Kind kind_;
  Notifier& notifier_;
  WakeUp& wake_up_;
  std::unique_ptr<PostgresqlConnection> connection_;
  std::minstd_rand random_{std::random_device{}()};
  bool again_ = false;
  bool committing_ = false;
};

// A pool of threads with a connection each. See docs/decisions/0003.
class PostgresqlDatabase final : public Database {
 public:
  explicit PostgresqlDatabase(DatabaseOptions const& options)
      : wake_up_(options.url.target, notifier_), writes_(options.queue_limit), reads_(options.queue_limit) {
    PostgresqlConnection const probe(
        options.url.target);  // a wrong address is said at start, not at first use
    add_workers(options.url.target, Kind::read, options.readers, reads_);
    add_workers(options.url.target, Kind::write, options.writers, writes_);
  }
  ~PostgresqlDatabase() override {
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
  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

 private:
  void add_workers(std::string const& url, Kind kind, std::size_t count, WorkQueue& queue) {
    for (std::size_t index = 0; index < std::max<std::size_t>(count, 1); ++index) {
      threads_.emplace_back([this, &queue, url, kind] {
        Worker worker(url, kind, notifier_, wake_up_);
        while (!queue.finished()) {
          for (auto& unit : queue.pop(1, kIdleAfter)) worker.run(unit);
        }
      });
    }
  }

  Notifier notifier_;
  WakeUp wake_up_;
  WorkQueue writes_;
  WorkQueue reads_;
  std::vector<std::jthread> threads_;
};

}  // namespace

auto open_postgresql(DatabaseOptions const& options) -> std::unique_ptr<Database> {
  return std::make_unique<PostgresqlDatabase>(options);
}

}  // namespace pb::sql
