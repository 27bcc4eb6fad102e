#include "jobs/worker.h"

#include "jobs/test_queue.h"

namespace pb::jobs {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class Working : public testing::TestWithParam<sql::Dialect> {
 protected:
  auto worker() -> std::unique_ptr<Worker> {
    return std::make_unique<Worker>(queue.database(), queue.clock, random, options);
  }
  // Asks again and again; what a worker settles after its handler has returned sends no signal.
  template <class F>
  void wait_for(F holds) {
    auto const deadline = std::chrono::steady_clock::now() + seconds(10);
    while (!holds() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    EXPECT_TRUE(holds());
  }
  void wait_until(JobState state, std::int64_t count) {
    SCOPED_TRACE(enum_name(state));
    wait_for([&] { return queue.count(state) == count; });
  }
  void add(std::string payload, std::optional<std::string> key = {}, std::int64_t max_attempts = 12) {
    queue.add({.kind = "test",
               .payload = std::move(payload),
               .run_at = kStart,
               .unique_key = std::move(key),
               .max_attempts = max_attempts});
  }

  WorkerOptions options{.threads = 2, .lease = seconds(30), .look = milliseconds(2), .drain = seconds(10)};
  TestQueue queue{GetParam()};
  SeededRandom random;
  Diary diary;
};

INSTANTIATE_TEST_SUITE_P(Engines, Working, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Working, jobs_of_before_and_after_the_start_are_run_and_done) {
  auto const node = worker();
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    diary.add(attempt.job().payload);
    return {};
  });

  add("before");
  node->start();
  diary.wait_for(1);
  add("after");

  EXPECT_THAT(diary.wait_for(2), ElementsAre("before", "after"));
  wait_until(JobState::done, 2);
}

TEST_P(Working, a_job_waits_for_its_time_also_when_the_clock_is_moved) {
  auto const node = worker();
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    diary.add(attempt.job().payload);
    return {};
  });
  node->start();
  queue.add({.kind = "test", .payload = "evening", .run_at = kStart + std::chrono::hours(6)});
  add("now");
  diary.wait_for(1);

  queue.clock.advance(std::chrono::hours(6));

  EXPECT_THAT(diary.wait_for(2), ElementsAre("now", "evening"));
}

TEST_P(Working, a_job_that_fails_is_tried_again_after_a_growing_pause) {
  auto const node = worker();
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    diary.add(std::to_string(attempt.job().attempt));
    if (attempt.job().attempt == 1) throw std::runtime_error("broken");
    if (attempt.job().attempt == 2) return fail(ErrorCode::unavailable, Message("error.away"));
    return {};
  });
  node->start();
  add("");

  diary.wait_for(1);
  wait_until(JobState::ready, 1);
  auto const first_pause = *queue.read(next_due) - kStart;
  queue.clock.advance(first_pause);
  diary.wait_for(2);
  wait_until(JobState::ready, 1);
  auto const second_pause = *queue.read(next_due) - queue.clock.now();
  queue.clock.advance(second_pause);

  EXPECT_THAT(diary.wait_for(3), ElementsAre("1", "2", "3"));
  EXPECT_GE(first_pause, seconds(1));
  EXPECT_LE(first_pause, seconds(2));
  EXPECT_GE(second_pause, seconds(2));
  EXPECT_LE(second_pause, seconds(4));
  wait_until(JobState::done, 1);
}

TEST_P(Working, a_job_is_dead_after_its_last_attempt_and_somebody_is_told_in_the_same_unit) {
  auto const node = worker();
  node->handle("test", [](Attempt&) -> Result<void> { throw std::runtime_error("broken"); });
  node->when_dead([&](sql::Session& session, Job const& job, std::string_view error) {
    enqueue(session, {.kind = "told", .payload = std::string(error), .run_at = queue.clock.now()});
    diary.add(job.payload);
  });
  node->start();

  add("poor", {}, 1);
  diary.wait_for(1);
  wait_until(JobState::dead, 1);

  auto const dead = queue.read([](sql::Session& session) { return dead_jobs(session, 10); });
  EXPECT_EQ(dead.at(0).last_error, "broken");
  EXPECT_EQ(queue.count(JobState::ready), 1);
}

TEST_P(Working, an_error_that_would_come_again_makes_the_job_dead_at_once) {
  auto const node = worker();
  node->handle("test", [](Attempt&) -> Result<void> {
    return fail(ErrorCode::not_found, Message("error.report.absent"));
  });
  node->start();

  add("");
  wait_until(JobState::dead, 1);

  EXPECT_EQ(queue.read([](sql::Session& session) { return dead_jobs(session, 10); }).at(0).last_error,
            "error.report.absent");
}

TEST_P(Working, an_effect_and_the_end_of_its_job_are_one_unit) {
  auto const node = worker();
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    queue.write([&](sql::Session& session) {
      enqueue(session, {.kind = "effect", .run_at = queue.clock.now()});
      attempt.complete_in(session);
    });
    return {};
  });
  node->start();

  add("");

  wait_until(JobState::done, 1);
  EXPECT_EQ(queue.count(JobState::ready), 1);
}

TEST_P(Working, a_unit_that_was_undone_after_it_completed_the_job_does_not_end_it) {
  auto const node = worker();
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    if (attempt.job().attempt == 2) return {};
    return queue.write([&](sql::Session& session) -> Result<void> {
      attempt.complete_in(session);
      return fail(ErrorCode::unavailable, Message("error.away"));
    });
  });
  node->start();
  add("");
  wait_for([&] { return queue.read(next_due) > kStart && queue.count(JobState::ready) == 1; });

  queue.clock.advance(seconds(10));

  wait_until(JobState::done, 1);
}

// The clock of the sleeping node stands still, as it would for a paused machine.
TEST_P(Working, a_node_that_slept_past_its_lease_has_no_effect_and_the_next_one_has_it_once) {
  ManualClock const stopped(kStart);
  Worker sleeper(queue.database(), stopped, random, options);
  Gate wake;
  auto const handler = [&](std::string name, Gate* gate) {
    return [&, name, gate](Attempt& attempt) -> Result<void> {
      diary.add(name + " began");
      if (gate != nullptr) gate->wait();
      try {
        queue.write([&](sql::Session& session) {
          enqueue(session, {.kind = "effect", .payload = name, .run_at = queue.clock.now()});
          attempt.complete_in(session);
        });
      } catch (LostLease const&) {
        diary.add(name + " lost");
        throw;
      }
      diary.add(name + " done");
      return {};
    };
  };
  sleeper.handle("test", handler("sleeper", &wake));
  add("");
  sleeper.start();
  diary.wait_for(1);

  queue.clock.advance(seconds(31));
  auto const node = worker();
  node->handle("test", handler("next", nullptr));
  node->start();
  diary.wait_for(3);
  wake.open();

  EXPECT_THAT(diary.wait_for(4), ElementsAre("sleeper began", "next began", "next done", "sleeper lost"));
  sleeper.stop();
  EXPECT_EQ(queue.count(JobState::done), 1);
  EXPECT_EQ(queue.count(JobState::ready), 1) << "the effect happened twice, or not at all";
}

TEST_P(Working, a_long_job_keeps_its_lease) {
  auto const node = worker();
  Gate finish;
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    diary.add("began");
    finish.wait();
    diary.add(attempt.lost() ? "lost" : "held");
    return {};
  });
  add("");
  node->start();
  diary.wait_for(1);
  auto const lease_until = [&] {
    return *queue.read(
        [](sql::Session& session) { return session.one<Instant>("select max(lease_until) from jobs"); });
  };

  for (int step = 1; step <= 5; ++step) {
    queue.clock.advance(seconds(20));
    wait_for([&] { return lease_until() == queue.clock.now() + seconds(30); });
  }
  finish.open();

  EXPECT_THAT(diary.wait_for(2), ElementsAre("began", "held"));
  wait_until(JobState::done, 1);
}

TEST_P(Working, a_jump_of_the_clock_does_not_start_a_running_job_twice) {
  auto const node = worker();
  Gate finish;
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    diary.add(attempt.job().payload);
    if (attempt.job().payload == "long") finish.wait();
    return {};
  });
  add("long");
  node->start();
  diary.wait_for(1);

  queue.clock.advance(std::chrono::hours(6));
  queue.add({.kind = "test", .payload = "evening", .run_at = queue.clock.now()});
  diary.wait_for(2);
  finish.open();
  wait_until(JobState::done, 2);

  EXPECT_THAT(diary.wait_for(2), ElementsAre("long", "evening"));
}

TEST_P(Working, stopping_lets_running_jobs_finish_and_begins_no_others) {
  auto const node = worker();
  Gate finish;
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    diary.add(attempt.job().payload);
    finish.wait();
    return {};
  });
  for (auto const* payload : {"a", "b", "c"}) add(payload);
  node->start();
  diary.wait_for(2);

  std::jthread stopping([&] { node->stop(); });
  finish.open();
  stopping.join();

  EXPECT_EQ(queue.count(JobState::done), static_cast<std::int64_t>(diary.wait_for(2).size()));
  EXPECT_EQ(queue.count(JobState::running), 0);
}

TEST_P(Working, what_does_not_finish_in_time_goes_back_to_the_queue) {
  options.drain = milliseconds(20);
  auto const node = worker();
  node->handle("test", [&](Attempt& attempt) -> Result<void> {
    diary.add("began");
    while (!attempt.lost()) std::this_thread::yield();
    return {};
  });
  add("");
  node->start();
  diary.wait_for(1);

  node->stop();

  EXPECT_EQ(queue.count(JobState::ready), 1);
  EXPECT_EQ(queue.claim_now().at(0).attempt, 1);
}

TEST_P(Working, stopping_is_safe_before_the_start_and_twice) {
  auto const node = worker();
  node->handle("test", [&](Attempt&) -> Result<void> { return {}; });

  node->stop();
  node->start();
  node->stop();
  node->stop();

  add("");
  EXPECT_EQ(queue.count(JobState::ready), 1);
}

TEST_P(Working, three_nodes_run_each_job_once) {
  constexpr int kJobs = 150;
  std::atomic<int> runs = 0;
  std::vector<std::unique_ptr<Worker>> nodes;
  for (int count = 0; count < 3; ++count) {
    nodes.push_back(worker());
    nodes.back()->handle("test", [&](Attempt& attempt) -> Result<void> {
      queue.write([&](sql::Session& session) {
        attempt.complete_in(session);
        enqueue(session, {.kind = "effect", .run_at = queue.clock.now()});
      });
      ++runs;
      return {};
    });
    nodes.back()->start();
  }

  for (int job = 0; job < kJobs; ++job) add("");
  wait_until(JobState::done, kJobs);
  for (auto& node : nodes) node->stop();

  EXPECT_EQ(runs, kJobs);
  EXPECT_EQ(queue.count(JobState::ready), kJobs);
}

}  // namespace
}  // namespace pb::jobs
