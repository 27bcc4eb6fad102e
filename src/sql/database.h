#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>

#include "base/secret.h"
#include "sql/session.h"

namespace pb::sql {

enum class Outcome { commit, rollback };

// A unit of work. May run more than once (after a serialisation failure, a lost connection, a neighbour that
// spoiled the shared commit), so its only effects are its SQL and values it assigns anew each time. A unit
// one of whose statements failed is undone even if it caught the exception; Session::savepoint is the way to
// try.
using Work = std::function<Outcome(Session&)>;
// Called once when the unit is durable (null) or did not happen (the reason). Runs on a database thread: be
// brief, never block, never call read() or write() here.
using Completion = std::move_only_function<void(std::exception_ptr)>;
using Listener = std::function<void()>;

// A database, SQLite or PostgreSQL; nobody above needs to know which. Thread-safe.
// SQLite: one thread does every write; units that wait together share one commit, each in its own savepoint.
// PostgreSQL: a pool of connections, units run in parallel, writes serialisable, so that both engines keep
// what a unit has checked true until it is committed.
class Database {
 public:
  virtual ~Database() = default;

  // The two primitives. A full queue completes at once with Unavailable.
  virtual void submit_read(Work work, Completion done) = 0;
  virtual void submit_write(Work work, Completion done) = 0;

  // Runs f(Session&) on a read-only snapshot and waits. Throws what f throws, or SqlError.
  template <class F>
  auto read(F f) -> std::invoke_result_t<F&, Session&> {
    return run_and_wait(&Database::submit_read, f);
  }
  // Runs f(Session&) in one transaction and waits until it is durable. A std::expected without value, or an
  // exception, undoes the unit.
  template <class F>
  auto write(F f) -> std::invoke_result_t<F&, Session&> {
    return run_and_wait(&Database::submit_write, f);
  }

  // Calls back after each commit whose unit notified `topic`, on any node (several commits may be told as
  // one; after the PostgreSQL server was away every listener is called once, since a call may have been
  // lost). The callback runs on a database thread and must only wake somebody. Ends when the returned handle
  // is destroyed.
  [[nodiscard]] virtual auto listen(std::string topic, Listener listener) -> std::shared_ptr<void> = 0;

  [[nodiscard]] virtual Dialect dialect() const = 0;

 private:
  template <class F>
  auto run_and_wait(void (Database::*submit)(Work, Completion), F& f) -> std::invoke_result_t<F&, Session&> {
    using Returned = std::invoke_result_t<F&, Session&>;
    std::promise<void> finished;
    auto waiting = finished.get_future();
    // The completion owns the promise: it may still be in set_value when we have gone on.
    auto done = [promise = std::move(finished)](std::exception_ptr reason) mutable {
      reason ? promise.set_exception(reason) : promise.set_value();
    };
    if constexpr (std::is_void_v<Returned>) {
      (this->*submit)(
          [&](Session& session) {
            f(session);
            return Outcome::commit;
          },
          std::move(done));
      waiting.get();
    } else {
      std::optional<Returned> value;
      (this->*submit)(
          [&](Session& session) {
            value.reset();
            value.emplace(f(session));
            return Session::succeeded(*value) ? Outcome::commit : Outcome::rollback;
          },
          std::move(done));
      waiting.get();
      return std::move(*value);
    }
  }
};

// Where the data is: `sqlite:PATH`, `postgresql://...`, or the base system's forms of them
// (`sqlite+aiosqlite:///PATH`, a fourth slash for an absolute path; `postgresql+asyncpg://...`).
struct DatabaseUrl {
  Dialect dialect = Dialect::sqlite;
  std::string target;  // a path, or the whole postgresql:// address
};
[[nodiscard]] auto parse_database_url(std::string_view url) -> std::optional<DatabaseUrl>;

struct DatabaseOptions {
  DatabaseUrl url{};
  Secret key{};                      // SQLite: encrypts the whole file (ChaCha20-Poly1305); empty for none
  std::size_t readers = 4;           // SQLite: read-only connections. PostgreSQL: share of the pool for reads
  std::size_t writers = 8;           // PostgreSQL only
  std::size_t queue_limit = 20'000;  // waiting units before submit answers Unavailable
};

// Opens and checks. Throws SqlError with a sentence for the operator: locked by another process, wrong key,
// damaged file, a SQLite library with the WAL-reset bug, server not reachable.
[[nodiscard]] auto open_database(DatabaseOptions const& options) -> std::unique_ptr<Database>;

}  // namespace pb::sql
