#include "sql/postgresql/database.h"

#include <thread>

#include "sql/notifier.h"
#include "sql/postgresql/wake_up.h"
#include "sql/postgresql/worker.h"

namespace pb::sql {
namespace {

// A pool of threads with a connection each. See docs/decisions/0003.
class PostgresqlDatabase final : public Database {
 public:
  explicit PostgresqlDatabase(DatabaseOptions const& options)
      : url_(options.url.target),
        wake_up_(url_, notifier_),
        writes_(options.queue_limit),
        reads_(options.queue_limit) {
    PostgresqlConnection const probe(url_);  // a wrong address is said at start, not at first use
    add_workers(Worker::Kind::read, options.readers, reads_);
    add_workers(Worker::Kind::write, options.writers, writes_);
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
  void add_workers(Worker::Kind kind, std::size_t count, WorkQueue& queue) {
    for (std::size_t index = 0; index < std::max<std::size_t>(count, 1); ++index) {
      threads_.emplace_back([this, kind, &queue] {
        Worker(url_, kind, queue, [this](std::span<std::string const> topics) { tell(topics); }).run();
      });
    }
  }

  void tell(std::span<std::string const> topics) {
    for (auto const& topic : topics) {
      notifier_.tell(topic);
      wake_up_.tell(topic);
    }
  }

  std::string url_;
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
