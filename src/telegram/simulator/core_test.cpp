#include "telegram/simulator/core.h"

#include <gtest/gtest.h>

#include <barrier>
#include <future>

namespace pb::telegram::simulator {
namespace {

using std::chrono::steady_clock;

constexpr auto kLong = std::chrono::seconds(20);

class Waiting : public ::testing::Test {
 protected:
  explicit Waiting(Limits limits = {}) : core_(clock_, limits) { core_.start(); }

  // Waits for the topic; the answer's body says on which turn it came.
  auto wait_for(std::string topic, steady_clock::duration time) -> std::future<std::string> {
    auto promise = std::make_shared<std::promise<std::string>>();
    core_.answer_when(
        {std::move(topic)}, steady_clock::now() + time,
        [promise](http::Response response) { promise->set_value(std::move(response.body)); },
        [first = true](World&, Turn turn) mutable -> std::optional<http::Response> {
          if (turn == Turn::last) return http::text_response(200, "last");
          if (std::exchange(first, false)) return std::nullopt;
          return http::text_response(200, "touched");
        });
    return promise->get_future();
  }
  void touch(std::string topic) {
    core_.ask([&](World& world) { world.touch(std::move(topic)); });
  }

  SystemClock clock_;
  Core core_;
};

TEST_F(Waiting, ends_when_its_topic_is_touched_and_no_other) {
  auto ours = wait_for("a", kLong);
  auto other = wait_for("b", kLong);

  touch("a");

  EXPECT_EQ(ours.get(), "touched");
  EXPECT_EQ(other.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
}

TEST_F(Waiting, ends_at_its_deadline_whatever_the_order_of_deadlines) {
  auto later = wait_for("a", std::chrono::milliseconds(40));
  auto sooner = wait_for("a", std::chrono::milliseconds(5));
  auto never = wait_for("a", kLong);

  EXPECT_EQ(sooner.get(), "last");
  EXPECT_EQ(later.get(), "last");
  EXPECT_EQ(never.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
}

TEST_F(Waiting, without_time_is_over_at_once) {
  auto answer = wait_for("a", std::chrono::seconds(0));

  EXPECT_EQ(answer.wait_for(std::chrono::seconds(0)), std::future_status::ready);
}

TEST_F(Waiting, ends_when_the_core_stops_and_does_not_begin_after) {
  auto before = wait_for("a", kLong);

  core_.stop();
  auto after = wait_for("a", kLong);

  EXPECT_EQ(before.get(), "last");
  EXPECT_EQ(after.wait_for(std::chrono::seconds(0)), std::future_status::ready);
}

TEST_F(Waiting, an_answer_may_make_another_request) {
  auto inner = std::make_shared<std::promise<std::string>>();
  core_.answer_when(
      {"a"}, steady_clock::now() + kLong,
      [&](http::Response const&) { core_.ask([&](World&) { inner->set_value("the lock was free"); }); },
      [first = true](World&, Turn) mutable -> std::optional<http::Response> {
        if (std::exchange(first, false)) return std::nullopt;
        return http::Response{};
      });

  touch("a");

  EXPECT_EQ(inner->get_future().get(), "the lock was free");
}

TEST_F(Waiting, everybody_who_waits_is_answered_once_however_many_touch_at_once) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 200;
  std::vector<std::future<std::string>> answers;
  std::mutex mutex;
  std::barrier start(kThreads);
  std::vector<std::jthread> threads;

  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&] {
      start.arrive_and_wait();
      for (int round = 0; round < kRounds; ++round) {
        auto answer = wait_for("shared", std::chrono::milliseconds(round % 3));
        touch("shared");
        std::scoped_lock const lock(mutex);
        answers.push_back(std::move(answer));
      }
    });
  }
  threads.clear();

  ASSERT_EQ(answers.size(), std::size_t{kThreads * kRounds});
  for (auto& answer : answers) EXPECT_FALSE(answer.get().empty());
}

TEST_F(Waiting, timers_run_in_order_without_the_lock) {
  std::promise<void> done;
  std::string order;
  auto const now = steady_clock::now();

  core_.at(now + std::chrono::milliseconds(20), [&] {
    core_.ask([&](World&) { order += "second"; });
    done.set_value();
  });
  core_.at(now + std::chrono::milliseconds(1), [&] { order += "first "; });

  done.get_future().wait();
  EXPECT_EQ(order, "first second");
}

class CrowdedWaiting : public Waiting {
 protected:
  CrowdedWaiting() : Waiting({.waiting_requests = 2}) {}
};

TEST_F(CrowdedWaiting, one_too_many_is_answered_at_once) {
  auto first = wait_for("a", kLong);
  auto second = wait_for("a", kLong);

  auto third = wait_for("a", kLong);

  EXPECT_EQ(third.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  EXPECT_EQ(second.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  EXPECT_EQ(first.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
}

}  // namespace
}  // namespace pb::telegram::simulator
