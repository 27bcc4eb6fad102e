#include "events/tail.h"

#include "events/test_log.h"

namespace pb::events {
namespace {

using testing::ElementsAre;

class Tailing : public testing::TestWithParam<sql::Dialect> {
 protected:
  Tailing() { feed.start(); }

  TestLog log{GetParam()};
  Feed feed{log.database(), {.poll = std::chrono::milliseconds(200)}};
  Heard heard;
};

INSTANTIATE_TEST_SUITE_P(Engines, Tailing, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Tailing, events_come_in_order_from_the_given_position) {
  Tail first(feed, "first", {}, [&](std::span<Event const> events) { heard.add(events); });
  first.start();
  for (auto subject : {1, 2, 3}) log.append_one(subject);
  heard.wait_for(3);
  auto const second_event = log.read_all().at(1).position;
  Heard rest;
  Tail second(feed, "second", second_event, [&](std::span<Event const> events) { rest.add(events); });
  second.start();

  log.append_one(4);

  EXPECT_THAT(rest.wait_for(2), ElementsAre(3, 4));
  EXPECT_THAT(heard.wait_for(4), ElementsAre(1, 2, 3, 4));
}

TEST_P(Tailing, a_batch_is_handed_over_again_after_the_callback_threw) {
  std::atomic<int> calls = 0;
  Tail tail(feed, "test", {},
            [&](std::span<Event const> events) {
              if (++calls == 1) throw std::runtime_error("not yet");
              heard.add(events);
            },
            {.first_backoff = std::chrono::milliseconds(1)});
  tail.start();

  log.append_one(1);

  EXPECT_THAT(heard.wait_for(1), ElementsAre(1));
  EXPECT_EQ(calls, 2);
}

TEST_P(Tailing, its_position_follows_what_was_handed_over) {
  Tail tail(feed, "test", {}, [&](std::span<Event const> events) { heard.add(events); });
  tail.start();
  log.append_one(1);
  log.append_one(2);
  heard.wait_for(2);
  tail.stop();

  EXPECT_EQ(tail.position(), log.database().read(head));
}

}  // namespace
}  // namespace pb::events
