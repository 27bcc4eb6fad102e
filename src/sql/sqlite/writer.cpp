#include "sql/sqlite/writer.h"

#include "base/log.h"

namespace pb::sql {
namespace {

constexpr std::size_t kBatchLimit = 256;              // units that share one commit
constexpr std::size_t kCarefulBatches = 32;           // where one unit fails, others may follow
constexpr std::chrono::milliseconds kIdleAfter{500};  // quiet for so long: empty the log

}  // namespace

SqliteWriter::SqliteWriter(DatabaseOptions const& options, Notifier& notifier)
    : connection_(options.url.target, options.key, Access::read_write),
      log_(connection_),
      notifier_(notifier),
      queue_(options.queue_limit),
      thread_([this] { run(); }) {}

SqliteWriter::~SqliteWriter() {
  queue_.close();
}

void SqliteWriter::submit(Work work, Completion done) {
  sql::submit(queue_, std::move(work), std::move(done));
}

void SqliteWriter::run() {
  std::vector<Unit> units;
  while (!queue_.finished()) {
    units.clear();
    for (auto& queued : queue_.pop(kBatchLimit, kIdleAfter))
      units.push_back({std::move(queued), nullptr, {}});
    if (units.empty()) {
      log_.when_idle();
    } else {
      write(units);
      log_.after_commit();
    }
  }
  log_.when_idle();
}

void SqliteWriter::write(std::vector<Unit>& units) {
  bool const written = commit(units);
  for (auto& unit : units) {
    if (!written && units.size() > 1) commit({&unit, 1});
    tell(unit);
  }
}

// One transaction. False when nothing of it is there; then every unit has a reason.
bool SqliteWriter::commit(std::span<Unit> units) {
  try {
    connection_.begin();
    if (units.size() > 1) {
      run_all(units);
    } else if (run_work(units.front()) == Outcome::rollback) {
      connection_.rollback();
      return true;
    }
    connection_.commit();
    note_success();
    return true;
  } catch (SqlError const& problem) {
    note_failure(problem);
    connection_.rollback();
    for (auto& unit : units) unit.reason = std::current_exception();
    return false;
  }
}

// One line when it begins and one when it ends: the log may be on the disk that is full.
void SqliteWriter::note_failure(SqlError const& problem) {
  if (failures_++ == 0) log::error("database.commit_failed", {{"reason", problem.what()}});
}

void SqliteWriter::note_success() {
  if (failures_ > 0) log::info("database.commits_again", {{"failed_meanwhile", failures_}});
  failures_ = 0;
}

// Units seldom fail, and a savepoint costs each of them a copy of every page it changes.
void SqliteWriter::run_all(std::span<Unit> units) {
  if (careful_ == 0) {
    if (run_without_savepoints(units)) return;
    careful_ = kCarefulBatches;
    connection_.rollback();
    connection_.begin();
  }
  --careful_;
  for (auto& unit : units) run_in_savepoint(unit);
}

// False as soon as a unit is to be undone.
bool SqliteWriter::run_without_savepoints(std::span<Unit> units) {
  for (auto& unit : units) {
    if (run_work(unit) == Outcome::rollback || !connection_.in_transaction()) return false;
  }
  return true;
}

void SqliteWriter::run_in_savepoint(Unit& unit) {
  connection_.set_savepoint();
  if (run_work(unit) == Outcome::commit) {
    connection_.keep_savepoint();
  } else {
    connection_.undo_savepoint();
  }
  // A full disk, or a unit that says "rollback", may have ended the whole transaction.
  if (!connection_.in_transaction()) throw Unavailable("a unit of work ended the transaction it shares");
}

auto SqliteWriter::run_work(Unit& unit) -> Outcome {
  unit.reason = nullptr;
  unit.topics.clear();
  try {
    Session session(connection_);
    if (unit.queued.work(session) == Outcome::rollback) return Outcome::rollback;
    if (connection_.has_failed()) throw SqlError("a statement of this unit failed, so the unit was undone");
    unit.topics = session.notified();
    return Outcome::commit;
  } catch (...) {
    unit.reason = std::current_exception();
    return Outcome::rollback;
  }
}

void SqliteWriter::tell(Unit& unit) {
  if (!unit.reason) {
    for (auto const& topic : unit.topics) notifier_.tell(topic);
  }
  unit.queued.done(unit.reason);
}

}  // namespace pb::sql
