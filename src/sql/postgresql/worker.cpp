#include "sql/postgresql/worker.h"

#include <fmt/format.h>

#include <thread>

namespace pb::sql {
namespace {

constexpr int kMeetings = 12;                 // of one unit with others
constexpr std::chrono::seconds kPatience{5};  // with a server that is away

}  // namespace

void Worker::run() {
  while (auto unit = queue_.pop()) run_unit(*unit);
}

void Worker::run_unit(QueuedUnit& unit) {
  auto const deadline = Clock::now() + kPatience;
  for (int attempt = 1, meetings = 0;; ++attempt) {
    auto const next = try_once(unit);
    if (next == Next::finish) break;
    if (next == Next::meet_again && ++meetings == kMeetings) break;
    if (next == Next::reconnect && !may_wait(deadline)) break;
    pause(attempt);
  }
  if (!reason_) on_commit_(topics_);
  unit.done(std::exchange(reason_, nullptr));
}

auto Worker::try_once(QueuedUnit& unit) -> Next {
  auto next = Next::finish;
  reason_ = nullptr;
  topics_.clear();
  try {
    kind_ == Kind::read ? read(unit) : write(unit);
  } catch (OutcomeUnknown const&) {
    reason_ = std::current_exception();
  } catch (ConnectionLost const&) {
    reason_ = std::current_exception();
    next = Next::reconnect;
  } catch (SerialisationFailure const&) {
    reason_ = std::current_exception();
    next = Next::meet_again;
  } catch (...) {
    reason_ = std::current_exception();
    // Whatever the unit made of it.
    if (connection_ && connection_->must_run_again()) next = Next::meet_again;
    if (connection_ && !connection_->alive()) next = Next::reconnect;
  }
  end_transaction();
  return next;
}

void Worker::read(QueuedUnit& unit) {
  connection().begin("begin isolation level repeatable read read only");
  Session session(*connection_);
  unit.work(session);
}

void Worker::write(QueuedUnit& unit) {
  transaction_ = connection().begin_numbered("begin isolation level serializable");
  Session session(*connection_);
  auto const outcome = unit.work(session);
  if (connection_->must_run_again()) throw SerialisationFailure("a unit met another one");
  if (outcome == Outcome::rollback) return;
  topics_ = session.notified();
  try {
    connection_->commit();
  } catch (ConnectionLost const& lost) {
    if (fate_of_last(Clock::now() + kPatience) == Fate::undone) throw;
    throw OutcomeUnknown(fmt::format("whether the change was saved is not known: {}", lost.what()));
  }
}

// The server went away between our "commit" and its answer. Once it is back, its "aborted" can be trusted.
// Its "committed" cannot: numbers that had not reached its log before a crash are given out again, and the
// one that was committed may be another's.
auto Worker::fate_of_last(Clock::time_point deadline) -> Fate {
  for (int attempt = 1; may_wait(deadline); ++attempt) {
    try {
      connection().begin("begin read only");
      auto const status = Session(*connection_)
                              .one<std::optional<std::string>>("select pg_xact_status($1::text::xid8)",
                                                               std::to_string(transaction_))
                              .value_or(std::nullopt);
      end_transaction();
      if (status == "aborted") return Fate::undone;
      if (status != "in progress") return Fate::unknown;
    } catch (ConnectionLost const&) {
      connection_.reset();
    } catch (SqlError const&) {  // another server answers, or one without that transaction
      return Fate::unknown;
    }
    pause(attempt);
  }
  return Fate::unknown;
}

auto Worker::connection() -> PostgresqlConnection& {
  if (!connection_ || !connection_->alive()) connection_ = std::make_unique<PostgresqlConnection>(url_);
  return *connection_;
}

void Worker::end_transaction() noexcept {
  if (!connection_) return;
  connection_->rollback();
  if (!connection_->alive() || connection_->in_transaction()) connection_.reset();
}

bool Worker::may_wait(Clock::time_point deadline) {
  return Clock::now() < deadline && !queue_.closed();
}

// Exponential with jitter, 1 ms to 1 s: units that met once should not meet again.
void Worker::pause(int attempt) {
  auto const most = 1 << std::min(attempt, 10);
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, most)(random_)));
}

}  // namespace pb::sql
