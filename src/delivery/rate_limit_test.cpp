#include "delivery/rate_limit.h"

#include <gtest/gtest.h>

#include <random>

namespace pb::delivery {
namespace {

using std::chrono::milliseconds;
using Time = SlidingWindow::Time;

TEST(RateLimit, no_window_ever_holds_more_than_allowed) {
  std::mt19937 random(20261124);
  SlidingWindow window({.count = 30, .window = milliseconds(1000)});
  std::vector<Time> sent;
  Time now{};

  for (int i = 0; i < 5000; ++i) {
    now += milliseconds(random() % 40);
    auto const at = window.next(now);
    window.record(at);
    sent.push_back(at);
    now = at;
  }

  for (std::size_t i = 30; i < sent.size(); ++i) EXPECT_GE(sent[i] - sent[i - 30], milliseconds(1000));
}

TEST(RateLimit, a_full_queue_leaves_at_the_allowed_rate) {
  SlidingWindow window({.count = 30, .window = milliseconds(1000)});
  Time now{};

  for (int i = 0; i < 3000; ++i) {
    now = window.next(now);
    window.record(now);
  }

  auto const seconds = std::chrono::duration<double>(now - Time{}).count();
  EXPECT_GT(3000 / seconds, 29.0);
  EXPECT_LT(2970 / seconds, 30.0);
}

TEST(RateLimit, one_chat_may_burst_but_others_are_not_held_up) {
  RateLimiter limiter({});
  Time const now{};

  for (int i = 0; i < 5; ++i) {
    EXPECT_LE(limiter.next_in_chat(7, now), now);
    limiter.record(7, now);
  }

  EXPECT_GT(limiter.next_in_chat(7, now), now);
  EXPECT_LE(limiter.next_in_chat(8, now), now);
  EXPECT_LE(limiter.next_overall(now), now);
}

TEST(RateLimit, a_group_gets_twenty_a_minute) {
  RateLimiter limiter({});
  Time const now{};

  for (int i = 0; i < 20; ++i) limiter.record(-100, now);

  EXPECT_GE(limiter.next_in_chat(-100, now), now + std::chrono::seconds(60));
}

TEST(RateLimit, a_busy_chat_that_is_refused_waits_alone) {
  RateLimiter limiter({});
  Time const now{std::chrono::seconds(1000)};
  for (int i = 0; i < 3; ++i) limiter.record(7, now);
  limiter.record(-100, now);

  limiter.too_many(7, now + std::chrono::seconds(9), now);
  EXPECT_EQ(limiter.next_in_chat(7, now), now + std::chrono::seconds(9));
  EXPECT_LE(limiter.next_overall(now), now);
}

TEST(RateLimit, a_refused_group_waits_alone) {
  RateLimiter limiter({});
  Time const now{std::chrono::seconds(1000)};
  limiter.record(-100, now);

  limiter.too_many(-100, now + std::chrono::seconds(40), now);

  EXPECT_LE(limiter.next_overall(now), now);
}

TEST(RateLimit, a_first_message_that_is_refused_silences_the_whole_bot) {
  RateLimiter limiter({});
  Time const now{std::chrono::seconds(1000)};
  limiter.record(7, now);

  limiter.too_many(7, now + std::chrono::seconds(3), now);

  EXPECT_EQ(limiter.next_overall(now), now + std::chrono::seconds(3));
}

TEST(RateLimit, a_second_chat_refused_while_the_first_waits_silences_the_whole_bot) {
  RateLimiter limiter({});
  Time const now{std::chrono::seconds(1000)};
  limiter.record(-100, now);
  limiter.record(-200, now);

  limiter.too_many(-100, now + std::chrono::seconds(5), now);
  limiter.too_many(-200, now + std::chrono::seconds(4), now + std::chrono::seconds(1));

  EXPECT_EQ(limiter.next_overall(now), now + std::chrono::seconds(4));
}

TEST(RateLimit, the_window_runs_from_when_a_message_left_not_from_when_it_was_chosen) {
  RateLimiter limiter({.overall = {.count = 3, .window = milliseconds(1000)}});
  Time const chosen{std::chrono::seconds(1000)};
  for (int i = 0; i < 5; ++i) limiter.record(i, chosen - std::chrono::seconds(5));
  for (int i = 0; i < 2; ++i) limiter.record(7, chosen);

  for (int i = 0; i < 2; ++i) limiter.left(7, chosen, chosen + milliseconds(400));

  EXPECT_LE(limiter.next_overall(chosen), chosen);
  limiter.record(8, chosen + milliseconds(400));
  EXPECT_GE(limiter.next_overall(chosen), chosen + milliseconds(1400));
}

TEST(RateLimit, quiet_chats_are_forgotten_without_loosening_the_limit) {
  RateLimiter limiter({});
  Time now{};
  for (int i = 0; i < 5; ++i) limiter.record(7, now);

  limiter.sweep(now + milliseconds(100));
  EXPECT_GT(limiter.next_in_chat(7, now), now);

  limiter.sweep(now + std::chrono::seconds(6));
  EXPECT_LE(limiter.next_in_chat(7, now + std::chrono::seconds(6)), now + std::chrono::seconds(6));
}

}  // namespace
}  // namespace pb::delivery
