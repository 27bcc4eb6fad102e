#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/lifecycle.h"
#include "domain/cron.h"
#include "jobs/queue.h"
#include "sql/database.h"

namespace pb::jobs {

// Something that happens by itself. Each slot of the expression becomes one job of `kind`, over all nodes.
struct Schedule {
  std::string name;         // unique: "digest@Europe/Kyiv"
  std::string expression;   // five cron fields
  std::string zone;         // IANA
  std::string kind;         // of the job
  std::string args = "{}";  // JSON, handed to the job
  Priority priority = Priority::urgent;
};

// What such a job is told.
struct CronRun {
  std::string schedule;
  Instant slot;  // when it should have run
  std::string zone;
  std::string args;
};
// Throws where the job is not one of a schedule.
auto cron_run(Job const& job) -> CronRun;

// The schedules in force. Asked at every look, in a read session, so that a changed setting counts at once.
using ScheduleSource = std::function<std::vector<Schedule>(sql::Session&)>;

struct CronOptions {
  std::chrono::milliseconds look{1'000};
};

// Makes jobs of schedules. A slot missed while no node ran is caught up when it is still the same day in the
// schedule's zone, and only the latest one; others are skipped with a log line. A new or changed schedule, or
// one that was switched on, counts from that moment. The clock may jump: forward is like downtime, backward
// runs nothing twice.
class Cron final : public Service {
 public:
  Cron(sql::Database& database, Clock const& clock, ScheduleSource source, CronOptions options = {});
  ~Cron() override;
  void start() override;
  void stop() override;

  // One look; what the thread does every `look`. For tests, and for who has just moved the clock.
  void tick();

 private:
  struct Watched {
    std::string definition;
    std::optional<CronExpression> expression;  // none: it cannot be read, and that was logged
    Instant decided_to;                        // slots up to here are decided
    std::optional<Instant> next{};             // the first one after it
  };
  struct Due {
    Schedule const* schedule = nullptr;
    Watched* watched = nullptr;
    Instant slot{};
  };

  void run(std::stop_token stop);
  void forget_absent(std::vector<Schedule> const& schedules);
  void notice_moved_back(Instant now);
  auto watch(Schedule const& schedule, Instant now) -> Watched&;
  auto decided_to(Schedule const& schedule, std::string const& definition, Instant now) -> Instant;
  void decide(Due const& due, Instant now);
  void prune(Instant now);

  sql::Database& database_;
  Clock const& clock_;
  ScheduleSource source_;
  CronOptions options_;
  std::mutex ticking_;
  std::map<std::string, Watched, std::less<>> watched_;
  bool knows_stored_ = false;
  Instant last_now_{};
  std::optional<std::chrono::steady_clock::time_point> pruned_at_{};
  std::jthread thread_;
};

}  // namespace pb::jobs
