#include "jobs/cron.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/log.h"
#include "base/wake_up.h"
#include "domain/time_zone.h"

namespace pb::jobs {
namespace {

constexpr std::chrono::hours kKeepSlots{24 * 35};
constexpr std::chrono::hours kPruning{1};

auto definition_of(Schedule const& schedule) {
  return schedule.expression + " | " + schedule.zone;
}

auto read_expression(Schedule const& schedule) -> std::optional<CronExpression> {
  auto const expression = parse_cron(schedule.expression);
  if (expression && is_time_zone(schedule.zone)) return *expression;
  log::error("cron.unreadable",
             {{"schedule", schedule.name}, {"expression", schedule.expression}, {"zone", schedule.zone}});
  return std::nullopt;
}

auto job_of(Schedule const& schedule, Instant slot) -> NewJob {
  boost::json::object const payload{{"schedule", schedule.name},
                                    {"slot_us", slot.time_since_epoch().count()},
                                    {"zone", schedule.zone},
                                    {"args", boost::json::parse(schedule.args)}};
  return {.kind = schedule.kind,
          .payload = boost::json::serialize(payload),
          .run_at = slot,
          .priority = schedule.priority,
          .unique_key = "cron:" + schedule.name + ":" + to_iso(slot)};
}

// False when the slot was decided before, here or on another node.
auto run_slot(sql::Session& session, Schedule const& schedule, Instant slot, Instant now) -> bool {
  auto const fresh = session.run(
      "insert into cron_slots (name, slot, decided_at) values ($1, $2, $3) on conflict do nothing",
      schedule.name, slot, now);
  if (fresh == 0) return false;
  enqueue(session, job_of(schedule, slot));
  return true;
}

}  // namespace

auto cron_run(Job const& job) -> CronRun {
  auto const payload = boost::json::parse(job.payload).as_object();
  return {.schedule = std::string(payload.at("schedule").as_string()),
          .slot = Instant(std::chrono::microseconds(payload.at("slot_us").as_int64())),
          .zone = std::string(payload.at("zone").as_string()),
          .args = boost::json::serialize(payload.at("args"))};
}

Cron::Cron(sql::Database& database, Clock const& clock, ScheduleSource source, CronOptions options)
    : database_(database), clock_(clock), source_(std::move(source)), options_(options) {}

Cron::~Cron() {
  Cron::stop();
}

void Cron::start() {
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void Cron::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Cron::run(std::stop_token stop) {
  WakeUp pause;
  while (!stop.stop_requested()) {
    try {
      tick();
    } catch (std::exception const& failure) {
      log::warn("cron.look_failed", {{"reason", failure.what()}});
    }
    pause.wait_for(stop, options_.look);
  }
}

void Cron::tick() {
  std::lock_guard const lock(ticking_);
  auto const now = clock_.now();
  auto const schedules = database_.read([&](sql::Session& session) { return source_(session); });
  forget_absent(schedules);
  if (now < last_now_) notice_moved_back(now);
  last_now_ = now;

  std::vector<Due> due;
  for (auto const& schedule : schedules) {
    auto& watched = watch(schedule, now);
    if (!watched.next || *watched.next > now) continue;
    due.push_back({&schedule, &watched, *last_slot(*watched.expression, schedule.zone, now)});
  }
  // What should have come first comes first, also when the clock has jumped over both.
  std::ranges::stable_sort(due, {}, &Due::slot);
  for (auto const& one : due) decide(one, now);
  prune(now);
}

// What is switched off and on again begins anew, as if it had never been there.
void Cron::forget_absent(std::vector<Schedule> const& schedules) {
  auto const is_absent = [&](std::string const& name) {
    return std::ranges::find(schedules, name, &Schedule::name) == schedules.end();
  };
  std::vector<std::string> absent;
  if (!knows_stored_) {
    absent = database_.read([](sql::Session& session) {
      return session.all<std::string>("select name from cron_schedules order by name");
    });
  } else {
    for (auto const& [name, watched] : watched_) absent.push_back(name);
  }
  std::erase_if(absent, [&](std::string const& name) { return !is_absent(name); });
  if (!absent.empty()) {
    database_.write([&](sql::Session& session) {
      for (auto const& name : absent) session.run("delete from cron_schedules where name = $1", name);
    });
  }
  for (auto const& name : absent) watched_.erase(name);
  knows_stored_ = true;
}

// From here on slots come again; those that ran are known by their rows.
void Cron::notice_moved_back(Instant now) {
  log::info("cron.clock_moved_back", {{"from", to_iso(last_now_)}, {"to", to_iso(now)}});
  for (auto& [name, watched] : watched_) {
    watched.decided_to = std::min(watched.decided_to, now);
    watched.next.reset();
  }
}

auto Cron::watch(Schedule const& schedule, Instant now) -> Watched& {
  auto definition = definition_of(schedule);
  auto known = watched_.find(schedule.name);
  if (known == watched_.end() || known->second.definition != definition) {
    auto const since = decided_to(schedule, definition, now);
    known = watched_
                .insert_or_assign(schedule.name, Watched{.definition = std::move(definition),
                                                         .expression = read_expression(schedule),
                                                         .decided_to = since})
                .first;
  }
  auto& watched = known->second;
  if (watched.expression && !watched.next)
    watched.next = next_slot(*watched.expression, schedule.zone, watched.decided_to);
  return watched;
}

// What this process has not seen yet: the last decision before it started, or now for a new definition.
auto Cron::decided_to(Schedule const& schedule, std::string const& definition, Instant now) -> Instant {
  struct Stored {
    std::string definition;
    Instant since;
    std::optional<Instant> last_slot;
  };
  auto const stored = database_.read([&](sql::Session& session) {
    return session.one<Stored>(
        "select s.definition, s.since, (select max(c.slot) from cron_slots c where c.name = s.name and "
        "c.slot <= $1) "
        "from cron_schedules s where s.name = $2",
        now, schedule.name);
  });
  if (stored && stored->definition == definition) {
    auto const since = stored->since <= now ? std::optional(stored->since) : std::nullopt;
    return std::max(since, stored->last_slot).value_or(now);
  }
  database_.write([&](sql::Session& session) {
    session.run(
        "insert into cron_schedules (name, definition, since) values ($1, $2, $3) "
        "on conflict (name) do update set definition = excluded.definition, since = excluded.since",
        schedule.name, definition, now);
  });
  return now;
}

void Cron::decide(Due const& due, Instant now) {
  auto const& schedule = *due.schedule;
  if (local_day(due.slot, schedule.zone) == local_day(now, schedule.zone)) {
    auto const ran =
        database_.write([&](sql::Session& session) { return run_slot(session, schedule, due.slot, now); });
    if (ran) log::info("cron.slot_came", {{"schedule", schedule.name}, {"slot", to_iso(due.slot)}});
  } else {
    database_.write([&](sql::Session& session) {
      session.run("update cron_schedules set since = $1 where name = $2", now, schedule.name);
    });
    log::warn("cron.slot_missed",
              {{"schedule", schedule.name}, {"slot", to_iso(due.slot)}, {"now", to_iso(now)}});
  }
  due.watched->decided_to = now;
  due.watched->next.reset();
}

void Cron::prune(Instant now) {
  auto const steady = std::chrono::steady_clock::now();
  if (pruned_at_ && steady - *pruned_at_ < kPruning) return;
  database_.write([&](sql::Session& session) {
    session.run("delete from cron_slots where decided_at < $1", now - kKeepSlots);
  });
  pruned_at_ = steady;
}

}  // namespace pb::jobs
