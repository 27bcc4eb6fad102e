#include "telegram/simulator/flood.h"

#include <gtest/gtest.h>

namespace pb::telegram::simulator {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class Flood : public testing::Test {
 protected:
  // How many of `count` messages sent at once to the chat get through.
  auto burst(std::int64_t chat, int count) -> int {
    int admitted = 0;
    for (int i = 0; i < count; ++i) admitted += flood_.admit_message(chat, now_) ? 0 : 1;
    return admitted;
  }

  Limits limits_;
  SteadyTime now_{};
  FloodControl flood_{limits_, now_};
};

TEST_F(Flood, one_chat_may_get_a_short_burst) {
  EXPECT_EQ(burst(7, 20), 5);
}

TEST_F(Flood, then_one_message_a_second) {
  burst(7, 5);

  for (int i = 0; i < 10; ++i) {
    now_ += seconds(1);
    EXPECT_EQ(burst(7, 3), 1);
  }
}

TEST_F(Flood, thirty_messages_a_second_over_all_chats) {
  int admitted = 0;
  for (std::int64_t chat = 1; chat <= 100; ++chat) admitted += burst(chat, 1);

  EXPECT_EQ(admitted, 30);

  now_ += seconds(1);
  admitted = 0;
  for (std::int64_t chat = 101; chat <= 200; ++chat) admitted += burst(chat, 1);

  EXPECT_EQ(admitted, 30);
}

TEST_F(Flood, twenty_messages_a_minute_in_a_group) {
  EXPECT_EQ(burst(-7, 25), 20);

  now_ += seconds(60);

  EXPECT_EQ(burst(-7, 25), 20);
}

TEST_F(Flood, waiting_exactly_as_told_is_enough) {
  for (std::int64_t const chat : {7, -7}) {
    burst(chat, 30);
    auto const wait = flood_.admit_message(chat, now_);
    ASSERT_TRUE(wait);

    now_ += *wait;

    EXPECT_FALSE(flood_.admit_message(chat, now_)) << chat;
  }
}

TEST_F(Flood, the_wait_is_in_whole_seconds_and_never_zero) {
  burst(7, 5);
  now_ += milliseconds(990);

  EXPECT_EQ(flood_.admit_message(7, now_), seconds(1));
}

TEST_F(Flood, a_refused_message_costs_nothing) {
  burst(7, 5);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(flood_.admit_message(7, now_));

  EXPECT_EQ(burst(8, 5), 5);
  now_ += seconds(1);
  EXPECT_EQ(burst(7, 1), 1);
}

TEST_F(Flood, edits_in_a_private_chat_count_over_all_only) {
  int admitted = 0;
  for (int i = 0; i < 100; ++i) admitted += flood_.admit_edit(7, now_) ? 0 : 1;

  EXPECT_EQ(admitted, 30);
}

TEST_F(Flood, edits_in_a_group_count_there_too) {
  int admitted = 0;
  for (int i = 0; i < 100; ++i) admitted += flood_.admit_edit(-7, now_) ? 0 : 1;

  EXPECT_EQ(admitted, 20);
  EXPECT_TRUE(flood_.admit_message(-7, now_));
}

TEST_F(Flood, chats_that_are_quiet_are_forgotten) {
  limits_.overall = {.per_second = 1e6, .burst = 1e6};
  FloodControl flood(limits_, now_);
  for (std::int64_t chat = 1; chat <= 1000; ++chat) EXPECT_FALSE(flood.admit_message(chat, now_));
  EXPECT_EQ(flood.remembered_chats(), 1000u);

  now_ += seconds(61);
  EXPECT_FALSE(flood.admit_message(5000, now_));

  EXPECT_EQ(flood.remembered_chats(), 1u);
}

TEST_F(Flood, a_chat_that_has_used_its_allowance_is_not_forgotten_with_the_quiet_ones) {
  burst(-7, 20);
  now_ += seconds(61 - 3);
  burst(-7, 19);
  now_ += seconds(3);

  EXPECT_LE(burst(-7, 20), 3);
}

}  // namespace
}  // namespace pb::telegram::simulator
