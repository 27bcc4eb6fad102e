#include "jobs/cron.h"

#include <thread>

#include "domain/time_zone.h"
#include "jobs/test_queue.h"

namespace pb::jobs {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kKyiv = "Europe/Kyiv";

auto kyiv(int year, unsigned month, unsigned day, int hour, int minute) -> Instant {
  auto const date = Day::from({std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)});
  return instant_at(date, hour * 60 + minute, kKyiv);
}
auto on_monday(int hour, int minute) {
  return kyiv(2026, 6, 1, hour, minute);
}
auto on_tuesday(int hour, int minute) {
  return kyiv(2026, 6, 2, hour, minute);
}

class Crontab : public testing::TestWithParam<sql::Dialect> {
 protected:
  Crontab() { queue.clock.set(on_monday(12, 0)); }

  auto node() -> Cron {
    return Cron(queue.database(), queue.clock, [this](sql::Session&) { return schedules; });
  }
  void look_at(Cron& cron, Instant now) {
    queue.clock.set(now);
    cron.tick();
  }
  // The jobs made so far: "digest 2026-06-01T16:30:00.000Z", in the order of their making.
  auto runs() -> std::vector<std::string> {
    auto const jobs = queue.read([](sql::Session& session) {
      return session.all<Job>("select id, kind, payload, attempt, max_attempts, token from jobs order by id");
    });
    std::vector<std::string> texts;
    for (auto const& job : jobs) {
      auto const run = cron_run(job);
      texts.push_back(run.schedule + " " + to_iso(run.slot));
    }
    return texts;
  }

  Schedule prompt{.name = "prompt", .expression = "50 18 * * *", .zone = kKyiv, .kind = "test"};
  Schedule digest{.name = "digest", .expression = "30 19 * * *", .zone = kKyiv, .kind = "test"};
  std::string const monday_prompt = "prompt " + to_iso(on_monday(18, 50));
  std::string const monday_digest = "digest " + to_iso(on_monday(19, 30));
  std::string const tuesday_prompt = "prompt " + to_iso(on_tuesday(18, 50));

  std::vector<Schedule> schedules{prompt};
  TestQueue queue{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Crontab, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Crontab, a_slot_becomes_one_job_that_knows_what_it_is_for) {
  schedules[0].args = R"({"a":1})";
  auto cron = node();
  cron.tick();
  look_at(cron, on_monday(18, 49));
  EXPECT_THAT(runs(), IsEmpty());

  look_at(cron, on_monday(18, 50));
  look_at(cron, on_monday(18, 50) + seconds(1));

  auto const jobs = queue.claim_now(5);
  ASSERT_EQ(jobs.size(), 1U);
  auto const run = cron_run(jobs[0]);
  EXPECT_EQ(run.schedule, "prompt");
  EXPECT_EQ(run.slot, on_monday(18, 50));
  EXPECT_EQ(run.zone, kKyiv);
  EXPECT_EQ(run.args, R"({"a":1})");
}

TEST_P(Crontab, it_comes_again_the_next_day) {
  auto cron = node();
  cron.tick();

  look_at(cron, on_monday(18, 50));
  look_at(cron, on_tuesday(18, 50));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt, tuesday_prompt));
}

TEST_P(Crontab, a_slot_of_before_the_schedule_was_there_was_not_missed) {
  queue.clock.set(on_monday(20, 0));
  auto cron = node();

  cron.tick();

  EXPECT_THAT(runs(), IsEmpty());
}

TEST_P(Crontab, what_was_missed_while_nothing_ran_is_caught_up_on_the_same_day) {
  node().tick();

  auto restarted = node();
  look_at(restarted, on_monday(23, 59));
  look_at(restarted, on_monday(23, 59) + seconds(1));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt));
}

TEST_P(Crontab, of_many_missed_slots_the_latest_is_caught_up) {
  schedules[0].expression = "*/10 * * * *";
  node().tick();

  auto restarted = node();
  look_at(restarted, on_monday(18, 55));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt));
}

TEST_P(Crontab, what_was_missed_yesterday_is_skipped_and_told_once) {
  node().tick();

  auto restarted = node();
  testing::internal::CaptureStderr();
  look_at(restarted, on_tuesday(0, 0));
  auto again = node();
  look_at(again, on_tuesday(0, 1));
  auto const told = testing::internal::GetCapturedStderr();
  look_at(again, on_tuesday(18, 50));

  EXPECT_EQ(told.find("cron.slot_missed"), told.rfind("cron.slot_missed"));
  EXPECT_NE(told.find("cron.slot_missed"), std::string::npos);
  EXPECT_THAT(runs(), ElementsAre(tuesday_prompt));
}

TEST_P(Crontab, a_slot_that_ran_is_not_caught_up_after_a_restart) {
  auto cron = node();
  cron.tick();
  look_at(cron, on_monday(18, 50));

  auto restarted = node();
  look_at(restarted, on_monday(19, 0));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt));
}

TEST_P(Crontab, each_slot_runs_once_over_all_nodes) {
  schedules = {prompt, digest};
  constexpr int kDays = 20;
  std::vector<std::unique_ptr<Cron>> nodes;
  for (int count = 0; count < 3; ++count) {
    nodes.push_back(
        std::make_unique<Cron>(queue.database(), queue.clock, [this](sql::Session&) { return schedules; }));
    nodes.back()->tick();
  }

  for (int day = 0; day < kDays; ++day) {
    queue.clock.set(on_monday(20, 0) + hours(24) * day);
    std::vector<std::jthread> ticking;
    for (auto& cron : nodes) ticking.emplace_back([&] { cron->tick(); });
  }

  auto const all = runs();
  EXPECT_EQ(all.size(), 2U * kDays);
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 2U * kDays);
}

TEST_P(Crontab, a_changed_time_counts_at_once_and_not_for_the_past) {
  auto cron = node();
  cron.tick();

  look_at(cron, on_monday(18, 0));
  schedules[0].expression = "30 17 * * *";
  look_at(cron, on_monday(18, 0) + seconds(1));
  look_at(cron, on_monday(18, 50));
  EXPECT_THAT(runs(), IsEmpty());
  schedules[0].expression = "0 19 * * *";
  look_at(cron, on_monday(18, 51));
  look_at(cron, on_monday(19, 0));

  EXPECT_THAT(runs(), ElementsAre("prompt " + to_iso(on_monday(19, 0))));
}

TEST_P(Crontab, a_changed_zone_is_a_changed_time) {
  auto cron = node();
  cron.tick();

  schedules[0].zone = "Europe/London";
  look_at(cron, on_monday(12, 1));
  look_at(cron, on_monday(18, 50));
  EXPECT_THAT(runs(), IsEmpty());
  look_at(cron, on_monday(20, 50));

  EXPECT_THAT(runs(), ElementsAre("prompt " + to_iso(on_monday(20, 50))));
}

TEST_P(Crontab, what_was_switched_off_is_not_caught_up_when_it_is_switched_on) {
  auto cron = node();
  cron.tick();
  schedules.clear();
  look_at(cron, on_monday(12, 1));
  look_at(cron, on_monday(18, 50));

  schedules = {prompt};
  look_at(cron, on_monday(19, 0));
  EXPECT_THAT(runs(), IsEmpty());
  look_at(cron, on_tuesday(18, 50));

  EXPECT_THAT(runs(), ElementsAre(tuesday_prompt));
}

TEST_P(Crontab, what_was_switched_off_before_a_restart_is_not_caught_up_either) {
  node().tick();
  schedules.clear();
  auto without = node();
  look_at(without, on_monday(12, 1));

  schedules = {prompt};
  auto restarted = node();
  look_at(restarted, on_monday(19, 0));

  EXPECT_THAT(runs(), IsEmpty());
}

TEST_P(Crontab, a_clock_that_jumps_over_several_slots_brings_them_in_their_order) {
  schedules = {digest, prompt};
  auto cron = node();
  cron.tick();

  look_at(cron, on_monday(19, 31));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt, monday_digest));
}

TEST_P(Crontab, a_clock_that_jumps_back_runs_nothing_twice_and_what_is_still_to_come) {
  schedules = {prompt, digest};
  auto cron = node();
  cron.tick();
  look_at(cron, on_monday(18, 50));

  look_at(cron, on_monday(9, 0));
  look_at(cron, on_monday(18, 50));
  look_at(cron, on_monday(19, 30));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt, monday_digest));
}

TEST_P(Crontab, after_a_look_into_the_next_year_today_still_comes) {
  auto cron = node();
  cron.tick();
  look_at(cron, on_monday(12, 0) + hours(24 * 365));

  look_at(cron, on_monday(12, 1));
  auto restarted = node();
  restarted.tick();
  look_at(restarted, on_monday(18, 50));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt));
}

TEST_P(Crontab, the_nights_when_the_clock_changes_have_one_run_each) {
  schedules[0].expression = "30 3 * * *";
  for (auto const midnight : {kyiv(2026, 3, 29, 0, 0), kyiv(2026, 10, 25, 0, 0)}) {
    auto cron = node();
    look_at(cron, midnight);
    auto const before = runs().size();

    for (auto passed = minutes(0); passed < hours(20); passed += minutes(5)) look_at(cron, midnight + passed);

    EXPECT_EQ(runs().size(), before + 1) << to_iso(midnight);
  }
}

TEST_P(Crontab, a_schedule_that_cannot_be_read_does_not_hold_up_the_others) {
  schedules = {{.name = "broken", .expression = "61 * * * *", .zone = kKyiv, .kind = "test"},
               {.name = "nowhere", .expression = "0 1 * * *", .zone = "Europe/Atlantis", .kind = "test"},
               prompt};
  auto cron = node();
  cron.tick();

  look_at(cron, on_monday(18, 50));

  EXPECT_THAT(runs(), ElementsAre(monday_prompt));
}

TEST_P(Crontab, it_looks_by_itself_and_notices_a_moved_clock) {
  auto woken = std::promise<void>();
  auto const listening = queue.database().listen(std::string(kTopic), [&] { woken.set_value(); });
  node().tick();
  Cron cron(queue.database(), queue.clock, [this](sql::Session&) { return schedules; },
            {.look = std::chrono::milliseconds(2)});
  cron.stop();
  cron.start();

  queue.clock.set(on_monday(18, 50));

  EXPECT_EQ(woken.get_future().wait_for(seconds(10)), std::future_status::ready);
  cron.stop();
  cron.stop();
  EXPECT_THAT(runs(), ElementsAre(monday_prompt));
}

}  // namespace
}  // namespace pb::jobs
