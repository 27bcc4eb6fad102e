#include "jobs/queue.h"

#include <thread>

#include "jobs/lost_lease.h"
#include "jobs/test_queue.h"

namespace pb::jobs {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class Queue : public testing::TestWithParam<sql::Dialect> {
 protected:
  auto payloads(std::vector<Job> const& jobs) -> std::vector<std::string> {
    std::vector<std::string> texts;
    for (auto const& job : jobs) texts.push_back(job.payload);
    return texts;
  }

  TestQueue queue{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Queue, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Queue, a_job_is_claimed_with_what_it_was_given) {
  auto const id = queue.add({.kind = "test", .payload = R"({"a":1})", .run_at = kStart, .max_attempts = 3});

  auto const jobs = queue.claim_now(5);

  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].id, id);
  EXPECT_EQ(jobs[0].kind, "test");
  EXPECT_EQ(jobs[0].payload, R"({"a":1})");
  EXPECT_EQ(jobs[0].attempt, 1);
  EXPECT_EQ(jobs[0].max_attempts, 3);
  EXPECT_THAT(queue.claim_now(), IsEmpty());
}

TEST_P(Queue, a_job_of_an_undone_unit_is_not_queued) {
  EXPECT_THROW(queue.write([&](sql::Session& session) {
    enqueue(session, {.kind = "test", .run_at = queue.clock.now()});
    throw std::runtime_error("no");
  }),
               std::runtime_error);

  EXPECT_THAT(queue.claim_now(), IsEmpty());
}

TEST_P(Queue, a_job_is_not_claimed_before_its_time) {
  queue.add({.kind = "test", .run_at = queue.clock.now() + seconds(60)});

  EXPECT_THAT(queue.claim_now(), IsEmpty());
  EXPECT_EQ(queue.read(next_due), queue.clock.now() + seconds(60));
  queue.clock.advance(seconds(60));

  EXPECT_EQ(queue.claim_now().size(), 1U);
}

TEST_P(Queue, urgent_jobs_go_first_and_then_those_that_waited_longest) {
  auto const now = queue.clock.now();
  queue.add({.kind = "test", .payload = "bulk", .run_at = now - seconds(9), .priority = Priority::bulk});
  queue.add({.kind = "test", .payload = "later", .run_at = now - seconds(1)});
  queue.add({.kind = "test", .payload = "earlier", .run_at = now - seconds(2)});
  queue.add({.kind = "test", .payload = "urgent", .run_at = now, .priority = Priority::urgent});

  EXPECT_THAT(payloads(queue.claim_now(3)), ElementsAre("urgent", "earlier", "later"));
  EXPECT_THAT(payloads(queue.claim_now(3)), ElementsAre("bulk"));
}

TEST_P(Queue, jobs_of_kinds_that_the_worker_does_not_know_are_left_for_others) {
  queue.add({.kind = "unknown", .run_at = kStart});
  queue.add({.kind = "other", .payload = "mine", .run_at = kStart});

  EXPECT_THAT(payloads(queue.claim_now(5)), ElementsAre("mine"));
}

TEST_P(Queue, one_live_job_has_a_unique_key) {
  auto const first = queue.add({.kind = "test", .run_at = kStart, .unique_key = "key"});
  auto const while_ready = queue.add({.kind = "test", .run_at = kStart, .unique_key = "key"});
  auto const other = queue.add({.kind = "test", .run_at = kStart, .unique_key = "other"});
  auto const running = queue.claim_now(1).at(0);
  auto const while_running = queue.add({.kind = "test", .run_at = kStart, .unique_key = "key"});
  queue.write([&](sql::Session& session) { complete(session, running, queue.clock.now()); });
  auto const after_its_end = queue.add({.kind = "test", .run_at = kStart, .unique_key = "key"});

  EXPECT_EQ(running.id, first);
  EXPECT_TRUE(other);
  EXPECT_FALSE(while_ready);
  EXPECT_FALSE(while_running);
  EXPECT_TRUE(after_its_end);
}

TEST_P(Queue, a_job_whose_lease_ran_out_is_claimed_again_and_the_sleeper_can_do_nothing_more) {
  queue.add({.kind = "test", .run_at = kStart});
  auto const sleeper = queue.claim_now().at(0);
  queue.clock.advance(seconds(31));
  auto const next = queue.claim_now().at(0);

  auto const now = queue.clock.now();
  EXPECT_EQ(next.id, sleeper.id);
  EXPECT_EQ(next.attempt, 2);
  EXPECT_GT(next.token, sleeper.token);
  EXPECT_THROW(queue.write([&](sql::Session& session) { check(session, sleeper); }), LostLease);
  EXPECT_THROW(queue.write([&](sql::Session& session) { complete(session, sleeper, now); }), LostLease);
  EXPECT_THROW(queue.write([&](sql::Session& session) { fail_until(session, sleeper, now, "x"); }),
               LostLease);
  EXPECT_THROW(queue.write([&](sql::Session& session) { bury(session, sleeper, "x", now); }), LostLease);
  EXPECT_FALSE(
      queue.write([&](sql::Session& session) { return renew(session, sleeper, now + seconds(30)); }));
  EXPECT_FALSE(queue.write([&](sql::Session& session) { return release(session, sleeper); }));
  queue.write([&](sql::Session& session) {
    check(session, next);
    complete(session, next, now);
  });
  EXPECT_EQ(queue.state(next.id), JobState::done);
}

TEST_P(Queue, what_a_sleeper_wrote_in_its_unit_is_undone) {
  queue.add({.kind = "test", .run_at = kStart});
  auto const sleeper = queue.claim_now().at(0);
  queue.clock.advance(seconds(31));
  queue.claim_now();

  EXPECT_THROW(queue.write([&](sql::Session& session) {
    enqueue(session, {.kind = "effect", .run_at = queue.clock.now()});
    complete(session, sleeper, queue.clock.now());
  }),
               LostLease);

  EXPECT_EQ(queue.read(count_jobs).ready, 0);
}

TEST_P(Queue, a_renewed_lease_does_not_run_out) {
  queue.add({.kind = "test", .run_at = kStart});
  auto const job = queue.claim_now().at(0);

  queue.clock.advance(seconds(20));
  EXPECT_TRUE(queue.write(
      [&](sql::Session& session) { return renew(session, job, queue.clock.now() + seconds(30)); }));
  queue.clock.advance(seconds(20));

  EXPECT_THAT(queue.claim_now(), IsEmpty());
}

TEST_P(Queue, a_lease_of_a_clock_that_was_moved_back_does_not_hold_for_ever) {
  queue.clock.advance(std::chrono::hours(24));
  queue.add({.kind = "test", .run_at = kStart});
  queue.claim_now();
  queue.clock.set(kStart);

  EXPECT_EQ(queue.claim_now().size(), 1U);
}

TEST_P(Queue, a_lease_that_runs_out_at_the_last_attempt_makes_the_job_dead) {
  auto const id = *queue.add({.kind = "test", .run_at = kStart, .max_attempts = 1});
  queue.claim_now();
  queue.clock.advance(seconds(31));

  EXPECT_THAT(queue.claim_now(), IsEmpty());
  EXPECT_EQ(queue.state(id), JobState::dead);
}

TEST_P(Queue, a_released_job_has_not_used_an_attempt) {
  queue.add({.kind = "test", .run_at = kStart});
  auto const first = queue.claim_now().at(0);
  queue.write([&](sql::Session& session) { return release(session, first); });

  auto const second = queue.claim_now().at(0);

  EXPECT_EQ(second.attempt, 1);
  EXPECT_GT(second.token, first.token);
}

TEST_P(Queue, dead_jobs_are_listed_and_can_be_tried_again_or_discarded) {
  queue.add({.kind = "test", .payload = "a", .run_at = kStart, .unique_key = "a"});
  queue.add({.kind = "test", .payload = "b", .run_at = kStart});
  for (auto const& job : queue.claim_now(2)) {
    queue.write(
        [&](sql::Session& session) { bury(session, job, "broken " + job.payload, queue.clock.now()); });
    queue.clock.advance(seconds(1));
  }

  auto const dead = queue.read([](sql::Session& session) { return dead_jobs(session, 10); });
  ASSERT_EQ(dead.size(), 2U);
  EXPECT_EQ(dead[0].last_error, "broken b");
  EXPECT_EQ(dead[1].last_error, "broken a");
  EXPECT_TRUE(
      queue.write([&](sql::Session& session) { return retry(session, dead[1].id, queue.clock.now()); }));
  EXPECT_FALSE(
      queue.write([&](sql::Session& session) { return retry(session, dead[1].id, queue.clock.now()); }));
  EXPECT_TRUE(queue.write([&](sql::Session& session) { return discard(session, dead[0].id); }));
  auto const again = queue.claim_now(2);
  EXPECT_THAT(payloads(again), ElementsAre("a"));
  EXPECT_EQ(again[0].attempt, 1);
}

TEST_P(Queue, a_dead_job_is_not_tried_again_beside_a_live_one_with_its_key) {
  queue.add({.kind = "test", .run_at = kStart, .unique_key = "key"});
  auto const job = queue.claim_now().at(0);
  queue.write([&](sql::Session& session) { bury(session, job, "broken", queue.clock.now()); });
  queue.add({.kind = "test", .run_at = kStart, .unique_key = "key"});

  EXPECT_FALSE(queue.write([&](sql::Session& session) { return retry(session, job.id, queue.clock.now()); }));
}

TEST_P(Queue, done_jobs_are_pruned_when_they_are_old) {
  queue.add({.kind = "test", .payload = "old", .run_at = kStart});
  queue.add({.kind = "test", .payload = "young", .run_at = kStart});
  for (auto const& job : queue.claim_now(2)) {
    queue.write([&](sql::Session& session) { complete(session, job, queue.clock.now()); });
    queue.clock.advance(seconds(10));
  }

  auto const pruned = queue.write(
      [&](sql::Session& session) { return prune_done(session, queue.clock.now() - seconds(15), 100); });

  EXPECT_EQ(pruned, 1);
  EXPECT_EQ(queue.count(JobState::done), 1);
}

TEST_P(Queue, workers_that_claim_at_once_get_different_jobs) {
  constexpr int kJobs = 200;
  for (int job = 0; job < kJobs; ++job) queue.add({.kind = "test", .run_at = kStart});
  std::mutex mutex;
  std::vector<JobId> claimed;
  std::atomic<int> shared_rounds = 0;

  std::atomic<int> inside = 0;
  std::vector<std::jthread> workers;
  for (int worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&] {
      while (true) {
        if (++inside > 1) ++shared_rounds;
        auto const jobs = queue.claim_now(5);
        --inside;
        if (jobs.empty()) return;
        std::lock_guard const lock(mutex);
        for (auto const& job : jobs) claimed.push_back(job.id);
      }
    });
  }
  workers.clear();

  std::ranges::sort(claimed);
  EXPECT_EQ(claimed.size(), static_cast<std::size_t>(kJobs));
  EXPECT_TRUE(std::ranges::adjacent_find(claimed) == claimed.end());
  EXPECT_GT(shared_rounds, 0) << "no two claims were under way at once: the test proves nothing";
}

}  // namespace
}  // namespace pb::jobs
