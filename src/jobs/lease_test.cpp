#include "jobs/lease.h"

#include "jobs/test_queue.h"

namespace pb::jobs {
namespace {

using std::chrono::seconds;

class Leasing : public testing::TestWithParam<sql::Dialect> {
 protected:
  auto lease(std::string holder) -> Lease {
    return Lease(queue.database(), queue.clock, "poller", std::move(holder), seconds(30));
  }
  void check_in_unit(Lease const& lease) {
    queue.write([&](sql::Session& session) { lease.check_in(session); });
  }

  TestQueue queue{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Leasing, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Leasing, one_of_two_holds_it) {
  auto first = lease("first");
  auto second = lease("second");

  EXPECT_TRUE(first.acquire());
  EXPECT_FALSE(second.acquire());

  EXPECT_TRUE(first.held());
  EXPECT_FALSE(second.held());
  EXPECT_EQ(second.token(), std::nullopt);
  EXPECT_EQ(first.expires_at(), kStart + seconds(30));
  EXPECT_NO_THROW(check_in_unit(first));
  EXPECT_THROW(check_in_unit(second), LostLease);
}

TEST_P(Leasing, it_is_taken_over_after_its_end_with_a_greater_token) {
  auto first = lease("first");
  auto second = lease("second");
  first.acquire();
  auto const before = first.token();

  queue.clock.advance(seconds(30));

  EXPECT_FALSE(first.held());
  EXPECT_TRUE(second.acquire());
  EXPECT_GT(second.token(), before);
  EXPECT_THROW(check_in_unit(first), LostLease);
  EXPECT_FALSE(first.acquire());
}

TEST_P(Leasing, renewing_keeps_the_token_and_moves_the_end) {
  auto first = lease("first");
  auto second = lease("second");
  first.acquire();
  auto const token = first.token();

  queue.clock.advance(seconds(20));
  EXPECT_TRUE(first.acquire());
  queue.clock.advance(seconds(20));

  EXPECT_TRUE(first.held());
  EXPECT_EQ(first.token(), token);
  EXPECT_FALSE(second.acquire());
}

TEST_P(Leasing, a_released_lease_is_free_at_once) {
  auto first = lease("first");
  auto second = lease("second");
  first.acquire();
  auto const before = first.token();

  first.release();

  EXPECT_FALSE(first.held());
  EXPECT_THROW(check_in_unit(first), LostLease);
  EXPECT_TRUE(second.acquire());
  EXPECT_GT(second.token(), before);
}

TEST_P(Leasing, one_that_overslept_but_was_not_followed_goes_on) {
  auto first = lease("first");
  first.acquire();
  auto const token = first.token();

  queue.clock.advance(std::chrono::hours(1));

  EXPECT_TRUE(first.acquire());
  EXPECT_EQ(first.token(), token);
}

TEST_P(Leasing, a_lease_of_a_clock_that_was_moved_back_does_not_hold_for_ever) {
  queue.clock.advance(std::chrono::hours(24));
  auto first = lease("first");
  first.acquire();
  queue.clock.set(kStart);
  auto second = lease("second");

  EXPECT_TRUE(second.acquire());
}

TEST_P(Leasing, leases_of_other_names_do_not_matter) {
  auto first = lease("first");
  first.acquire();
  Lease other(queue.database(), queue.clock, "sender", "second", seconds(30));

  EXPECT_TRUE(other.acquire());
}

TEST_P(Leasing, of_many_who_ask_at_once_one_gets_it) {
  for (int round = 0; round < 20; ++round) {
    queue.clock.advance(seconds(31));
    std::atomic<int> winners = 0;
    {
      std::vector<std::jthread> nodes;
      for (int node = 0; node < 4; ++node) {
        nodes.emplace_back([&, node] {
          if (lease(std::to_string(round * 4 + node)).acquire()) ++winners;
        });
      }
    }
    ASSERT_EQ(winners, 1);
  }
}

TEST_P(Leasing, a_keeper_that_stops_hands_over_to_one_that_waits) {
  LeaseKeeper first(queue.database(), queue.clock, "poller", "first", seconds(3000));
  LeaseKeeper second(queue.database(), queue.clock, "poller", "second", seconds(3000));
  std::stop_source give_up;
  first.start();
  ASSERT_TRUE(first.wait_until_held(give_up.get_token()));
  second.start();

  first.stop();

  std::jthread const watchdog([&](std::stop_token stop) {
    WakeUp pause;
    pause.wait_for(stop, seconds(10));
    give_up.request_stop();
  });
  EXPECT_TRUE(second.wait_until_held(give_up.get_token()));
  EXPECT_FALSE(first.held());
}

TEST_P(Leasing, a_keeper_whose_clock_is_moved_past_the_end_renews_within_a_moment) {
  LeaseKeeper keeper(queue.database(), queue.clock, "poller", "first", seconds(3000));
  std::stop_source give_up;
  keeper.start();
  ASSERT_TRUE(keeper.wait_until_held(give_up.get_token()));

  queue.clock.advance(std::chrono::hours(6));

  auto const deadline = std::chrono::steady_clock::now() + seconds(10);
  while (!keeper.held() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  EXPECT_TRUE(keeper.held());
  EXPECT_EQ(keeper.lease().expires_at(), queue.clock.now() + seconds(3000));
}

}  // namespace
}  // namespace pb::jobs
