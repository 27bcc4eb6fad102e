#include "jobs/backoff.h"

#include "jobs/test_queue.h"

namespace pb::jobs {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, it_doubles_with_every_attempt_up_to_its_limit) {
  Backoff const backoff{.first = milliseconds(100), .limit = milliseconds(1000)};
  SeededRandom random;

  for (auto [attempt, length] : {std::pair{1, 100}, {2, 200}, {3, 400}, {4, 800}, {5, 1000}, {60, 1000}}) {
    for (int round = 0; round < 100; ++round) {
      auto const delay = backoff.delay(attempt, random);
      EXPECT_GE(delay, milliseconds(length / 2));
      EXPECT_LE(delay, milliseconds(length));
    }
  }
}

TEST(Backoff, jobs_that_failed_together_do_not_come_back_together) {
  Backoff const backoff{.first = std::chrono::seconds(2)};
  SeededRandom random;
  std::set<milliseconds> delays;

  for (int job = 0; job < 100; ++job) delays.insert(backoff.delay(1, random));

  EXPECT_GT(delays.size(), 80U);
}

}  // namespace
}  // namespace pb::jobs
