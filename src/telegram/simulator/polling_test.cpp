#include "telegram/simulator/bot_fixture.h"

namespace pb::telegram::simulator {
namespace {

class Polling : public BotFixture {
 protected:
  static auto update_ids(Told const& told) -> std::vector<std::int64_t> {
    std::vector<std::int64_t> ids;
    for (auto const& update : told.result().as_array()) ids.push_back(update.at("update_id").as_int64());
    return ids;
  }
};

TEST_F(Polling, an_update_comes_until_it_is_confirmed) {
  says(kAnna, "one");
  says(kAnna, "two");

  auto const first = update_ids(call("getUpdates"));
  auto const again = update_ids(call("getUpdates"));
  auto const rest = update_ids(call("getUpdates", {{"offset", first.at(0) + 1}}));
  auto const after = update_ids(call("getUpdates"));

  EXPECT_EQ(first.size(), 2u);
  EXPECT_EQ(again, first);
  EXPECT_EQ(rest, std::vector{first.at(1)});
  EXPECT_EQ(after, rest);
}

TEST_F(Polling, a_long_poll_ends_when_something_happens) {
  auto poll = begin_call("getUpdates", {{"timeout", 50}});
  await_polls(1);

  says(kAnna, "hello");

  auto const told = poll.get();
  ASSERT_TRUE(told.ok());
  EXPECT_EQ(told.result().at(0).at("message").at("text").as_string(), "hello");
}

TEST_F(Polling, a_long_poll_without_news_ends_empty_when_its_time_is_over) {
  auto const told = call("getUpdates", {{"timeout", 1}});

  ASSERT_TRUE(told.ok());
  EXPECT_TRUE(told.result().as_array().empty());
}

TEST_F(Polling, a_second_poller_ends_the_first) {
  auto first = begin_call("getUpdates", {{"timeout", 50}});
  await_polls(1);

  auto const second = call("getUpdates");

  EXPECT_TRUE(second.ok());
  auto const told = first.get();
  EXPECT_EQ(told.status, 409);
  EXPECT_EQ(
      told.error(),
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
}

TEST_F(Polling, stopping_answers_who_waits) {
  auto poll = begin_call("getUpdates", {{"timeout", 50}});
  await_polls(1);

  core_.stop();

  EXPECT_TRUE(poll.get().ok());
}

}  // namespace
}  // namespace pb::telegram::simulator
