#include "delivery/chat_queues.h"

#include <gtest/gtest.h>

#include <random>

namespace pb::delivery {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Time = ChatQueues::Time;

auto message(std::int64_t id, std::int64_t chat_id, std::int64_t priority = store::kInteractive)
    -> store::Outgoing {
  store::Outgoing outgoing;
  outgoing.id = {id};
  outgoing.chat_id = chat_id;
  outgoing.priority = priority;
  return outgoing;
}

struct ChatQueuesTest : testing::Test {
  RateLimiter limiter{TelegramRates{}};
  ChatQueues queues{limiter};
  Time now{seconds(1000)};

  auto take_id() -> std::int64_t {
    auto const taken = queues.take(now);
    return taken ? taken->id.value : 0;
  }
};

TEST_F(ChatQueuesTest, one_chat_has_one_message_on_its_way_and_keeps_their_order) {
  queues.add(message(1, 7), now, now);
  queues.add(message(2, 7), now, now);

  EXPECT_EQ(take_id(), 1);
  EXPECT_EQ(take_id(), 0);

  queues.finished(message(1, 7), now);
  EXPECT_EQ(take_id(), 2);
}

TEST_F(ChatQueuesTest, an_answer_overtakes_a_broadcast) {
  for (int chat = 1; chat <= 20; ++chat) queues.add(message(chat, chat, store::kBroadcast), now, now);
  queues.add(message(100, 50, store::kInteractive), now, now);
  queues.add(message(101, 5, store::kInteractive), now, now);

  EXPECT_EQ(take_id(), 100);
  EXPECT_EQ(take_id(), 101);
  EXPECT_EQ(take_id(), 1);
}

TEST_F(ChatQueuesTest, a_message_that_was_put_off_holds_back_its_own_chat_only) {
  queues.add(message(1, 7), now + seconds(5), now);
  queues.add(message(2, 7), now, now);
  queues.add(message(3, 8), now, now);

  EXPECT_EQ(take_id(), 3);
  EXPECT_EQ(take_id(), 0);
  EXPECT_EQ(queues.next_time(now), now + seconds(5));

  now += seconds(5);
  EXPECT_EQ(take_id(), 1);
}

TEST_F(ChatQueuesTest, a_message_loaded_twice_is_sent_once) {
  queues.add(message(1, 7), now, now);
  queues.add(message(1, 7), now, now);
  EXPECT_EQ(take_id(), 1);
  queues.add(message(1, 7), now, now);
  queues.finished(message(1, 7), now);

  EXPECT_EQ(take_id(), 0);
  EXPECT_EQ(queues.size(), 0u);
}

TEST_F(ChatQueuesTest, the_overall_limit_is_kept_and_used_up) {
  for (int id = 1; id <= 100; ++id) queues.add(message(id, id, store::kBroadcast), now, now);

  int sent = 0;
  while (take_id() != 0) ++sent;

  EXPECT_EQ(sent, 30);
  EXPECT_GT(queues.next_time(now), now + milliseconds(999));
}

TEST_F(ChatQueuesTest, every_message_leaves_exactly_once_whatever_the_order) {
  std::mt19937 random(7);
  std::map<std::int64_t, int> sent;
  std::vector<store::Outgoing> on_the_way;
  for (int id = 1; id <= 2000; ++id) {
    queues.add(message(id, random() % 40 + 1, random() % 3), now + milliseconds(random() % 3000), now);
  }

  for (int step = 0; step < 400'000 && sent.size() < 2000; ++step) {
    if (auto taken = queues.take(now)) {
      ++sent[taken->id.value];
      on_the_way.push_back(std::move(*taken));
    } else {
      now += milliseconds(7);
    }
    if (!on_the_way.empty() && random() % 2 == 0) {
      queues.finished(on_the_way.back(), now);
      on_the_way.pop_back();
    }
  }

  EXPECT_EQ(sent.size(), 2000u);
  for (auto const& [id, times] : sent) EXPECT_EQ(times, 1) << id;
}

}  // namespace
}  // namespace pb::delivery
