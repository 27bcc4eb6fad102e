#include "events/subscription.h"

#include <numeric>

#include "events/test_log.h"

namespace pb::events {
namespace {

using testing::ElementsAre;

class Subscribing : public testing::TestWithParam<sql::Dialect> {
 protected:
  Subscribing() {
    feed.start();
    log.database().write([](sql::Session& session) {
      session.run("create table effects (subject_id bigint not null, node bigint not null)");
    });
  }

  // Notes each event in a table, as part of its unit, and tells `heard` what it was given.
  auto noting(std::int64_t node = 0) -> Handler {
    return [this, node](sql::Session& session, std::span<Event const> events) {
      for (auto const& event : events) {
        session.run("insert into effects (subject_id, node) values ($1, $2)", event.subject.id, node);
      }
      heard.add(events);
    };
  }
  auto effects() -> std::vector<std::int64_t> {
    return log.database().read([](sql::Session& session) {
      return session.all<std::int64_t>("select subject_id from effects order by subject_id");
    });
  }
  void wait_for_effects(std::size_t count) {
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (effects().size() < count && std::chrono::steady_clock::now() < deadline) {
    }
  }

  SubscriptionOptions from_beginning{.start = Start::beginning,
                                     .follow = {.first_backoff = std::chrono::milliseconds(1)}};
  TestLog log{GetParam()};
  Feed feed{log.database(), {.poll = std::chrono::milliseconds(200)}};
  Heard heard;
};

INSTANTIATE_TEST_SUITE_P(Engines, Subscribing, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Subscribing, what_was_appended_before_and_after_the_start_is_handled_in_order) {
  log.append_one(1);
  Subscription subscription(feed, "test", noting(), from_beginning);
  subscription.start();
  heard.wait_for(1);
  log.append_one(2);
  log.append_one(3);

  EXPECT_THAT(heard.wait_for(3), ElementsAre(1, 2, 3));
}

TEST_P(Subscribing, one_that_starts_at_the_head_is_not_told_of_the_past) {
  log.append_one(1);
  Subscription past(feed, "past", noting(), from_beginning);
  past.start();
  heard.wait_for(1);  // so that the event has its place
  past.stop();
  Heard fresh;
  Subscription subscription(feed, "fresh",
                            [&](sql::Session&, std::span<Event const> events) { fresh.add(events); });
  subscription.start();

  log.append_one(2);

  EXPECT_THAT(fresh.wait_for(1), ElementsAre(2));
}

TEST_P(Subscribing, after_a_restart_it_goes_on_where_it_was) {
  log.append_one(1);
  {
    Subscription first(feed, "test", noting(), from_beginning);
    first.start();
    heard.wait_for(1);
    first.stop();
  }
  log.append_one(2);
  Subscription second(feed, "test", noting(), from_beginning);
  second.start();

  heard.wait_for(2);
  second.stop();

  EXPECT_THAT(effects(), ElementsAre(1, 2));
}

TEST_P(Subscribing, a_batch_whose_handler_throws_comes_again_and_has_its_effect_once) {
  std::atomic<int> failures = 0;
  Subscription subscription(
      feed, "test",
      [&](sql::Session& session, std::span<Event const> events) {
        session.run("insert into effects (subject_id, node) values ($1, 0)", events.front().subject.id);
        if (++failures <= 3) throw std::runtime_error("not yet");
        heard.add(events);
      },
      from_beginning);
  subscription.start();

  log.append_one(1);
  heard.wait_for(1);
  subscription.stop();

  EXPECT_EQ(failures, 4);
  EXPECT_THAT(effects(), ElementsAre(1));
}

TEST_P(Subscribing, only_wanted_types_are_handed_over) {
  auto options = from_beginning;
  options.types = {"plan.corrected"};
  Subscription subscription(feed, "test", noting(), options);
  subscription.start();

  log.append_one(1, "plan.submitted");
  log.append_one(2, "plan.corrected");
  log.append_one(3, "plan.submitted");
  log.append_one(4, "plan.corrected");

  EXPECT_THAT(heard.wait_for(2), ElementsAre(2, 4));
}

TEST_P(Subscribing, unwanted_events_are_passed_without_a_write) {
  auto options = from_beginning;
  options.types = {"plan.corrected"};
  Subscription subscription(feed, "test", noting(), options);
  subscription.start();
  for (int subject = 0; subject < 10; ++subject) log.append_one(subject);
  Subscription witness(feed, "witness", noting(), from_beginning);
  witness.start();
  heard.wait_for(10);
  witness.stop();
  subscription.stop();

  auto const states = log.database().read(subscription_states);

  ASSERT_EQ(states.size(), 2U);
  EXPECT_EQ(states[0].name, "test");
  EXPECT_EQ(states[0].position, Position{0});
  EXPECT_EQ(states[0].behind, 10);
  EXPECT_EQ(states[1].behind, 0);
}

TEST_P(Subscribing, two_nodes_with_one_name_handle_each_event_once) {
  constexpr int kEvents = 300;
  auto options = from_beginning;
  options.follow.batch = 7;
  std::vector<std::unique_ptr<Subscription>> nodes;
  for (std::int64_t node = 1; node <= 3; ++node) {
    nodes.push_back(std::make_unique<Subscription>(feed, "test", noting(node), options));
    nodes.back()->start();
  }

  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([this, writer] {
      for (int index = writer; index < kEvents; index += 3) log.append_one(index);
    });
  }
  writers.clear();
  auto last = Heard();
  Subscription witness(
      feed, "witness", [&](sql::Session&, std::span<Event const> events) { last.add(events); },
      from_beginning);
  witness.start();
  last.wait_for(kEvents);
  wait_for_effects(kEvents);  // not for what was heard: a unit that met another one is handed over twice
  for (auto& node : nodes) node->stop();

  std::vector<std::int64_t> expected(kEvents);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(effects(), expected);
}

TEST_P(Subscribing, stopping_is_safe_before_the_start_and_twice) {
  Subscription subscription(feed, "test", noting(), from_beginning);

  subscription.stop();
  subscription.start();
  subscription.stop();
  subscription.stop();

  log.append_one(1);
  EXPECT_THAT(effects(), ElementsAre());
}

}  // namespace
}  // namespace pb::events
