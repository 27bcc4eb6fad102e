#include "cube/freshness.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "events/record.h"
#include "store/plans.h"

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;

// Commits that no version has shown yet, by position (SQLite's ids are positions).
class Waiting {
 public:
  void committed(std::int64_t position) {
    std::lock_guard const lock(mutex_);
    since_[position] = Steady::now();
    ++committed_;
  }
  // Everything up to the position is visible now.
  void visible(std::int64_t position, std::vector<std::uint32_t>& delays) {
    auto const now = Steady::now();
    std::lock_guard const lock(mutex_);
    while (!since_.empty() && since_.begin()->first <= position) {
      auto const delay = std::chrono::duration_cast<std::chrono::microseconds>(now - since_.begin()->second);
      delays.push_back(static_cast<std::uint32_t>(delay.count()));
      since_.erase(since_.begin());
    }
  }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, Steady::time_point> since_;
  std::int64_t committed_ = 0;
};

auto submit(sql::Session& session, TerritoryId territory, Day day) -> EventId {
  auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  UserId const user{(territory.value - 1) / 20 * 2 + 1};
  auto const id = store::insert_plan(session, {territory, day, Money{1'000}, user, now, false});
  return events::append(
      session,
      {.at = now,
       .actor = user,
       .type = "plan.submitted",
       .subject = {"plan", id->value},
       .data = boost::json::serialize(boost::json::object{
           {"territory", territory.value}, {"day", to_iso(day)}, {"amount", 1'000}, {"late", false}})});
}

}  // namespace

auto measure_freshness(sql::Database& database, analytics::Cube const& cube, Day first_day,
                       std::int64_t per_second, std::int64_t seconds) -> std::vector<std::uint32_t> {
  auto const territories = static_cast<std::int64_t>(cube.version()->dictionary().territories().size());
  auto const total = per_second * seconds;
  std::vector<std::uint32_t> delays;
  Waiting waiting;
  std::jthread const watcher([&](std::stop_token stop) {
    while (!stop.stop_requested() || std::cmp_less(delays.size(), total)) {
      waiting.visible(cube.version()->as_of().value, delays);
      std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
  });
  auto const began = Steady::now();
  for (std::int64_t number = 0; number < total; ++number) {
    std::this_thread::sleep_until(began + std::chrono::microseconds(number * 1'000'000 / per_second));
    TerritoryId const territory{number % territories + 1};
    auto const day = first_day + static_cast<std::int32_t>(number / territories);
    auto event = std::make_shared<std::int64_t>(0);
    database.submit_write(
        [territory, day, event](sql::Session& session) {
          *event = submit(session, territory, day).value;
          return sql::Outcome::commit;
        },
        [&waiting, event](std::exception_ptr reason) {
          if (!reason) waiting.committed(*event);
        });
  }
  return delays;
}

}  // namespace pb::bench
