#include "api/rate_limiter.h"

#include <gtest/gtest.h>

namespace pb::api {
namespace {

using namespace std::chrono_literals;

Instant const kNow(1'700'000'000s);

TEST(RateLimiter, lets_so_much_through_and_says_how_long_to_wait) {
  RateLimiter limiter({.quota = 60, .window = 60s});
  for (int count = 0; count < 6; ++count) EXPECT_TRUE(limiter.take("a", 10, kNow).taken);
  auto const refused = limiter.take("a", 10, kNow);
  EXPECT_FALSE(refused.taken);
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.wait, 10s);
  EXPECT_EQ(refused.reset, 60s);
  EXPECT_TRUE(limiter.take("b", 10, kNow).taken) << "others have their own";
  EXPECT_FALSE(limiter.take("a", 10, kNow + 9s).taken);
  EXPECT_TRUE(limiter.take("a", 10, kNow + 10s).taken);
}

TEST(RateLimiter, what_costs_more_than_all_waits_for_all) {
  RateLimiter limiter({.quota = 60, .window = 60s});
  EXPECT_TRUE(limiter.take("a", 1000, kNow).taken);
  EXPECT_EQ(limiter.take("a", 1000, kNow).wait, 60s);
}

TEST(RateLimiter, a_clock_that_is_set_back_gives_nothing_and_takes_nothing) {
  RateLimiter limiter({.quota = 60, .window = 60s});
  EXPECT_EQ(limiter.take("a", 30, kNow).remaining, 30);
  EXPECT_EQ(limiter.take("a", 0, kNow - 1h).remaining, 30);
}

TEST(RateLimiter, forgets_who_has_not_come_for_a_while) {
  RateLimiter limiter({.quota = 60, .window = 60s});
  for (int count = 0; count < 1000; ++count) limiter.take(std::to_string(count), 1, kNow);
  limiter.take("a", 1, kNow + 61s);
  EXPECT_EQ(limiter.names(), 1U);
}

}  // namespace
}  // namespace pb::api
