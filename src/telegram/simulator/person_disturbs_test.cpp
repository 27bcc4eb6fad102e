#include <gmock/gmock.h>

#include "telegram/simulator/person_fixture.h"

namespace pb::telegram::simulator {
namespace {

class Disturbances : public PersonFixture {
 protected:
  auto fault(json::object what) -> Answered {
    what.emplace("bot", kBot);
    what.emplace("method", "getMe");
    return post("/faults", what);
  }
};

TEST_F(Disturbances, a_raw_update_reaches_the_bot_as_it_is) {
  EXPECT_EQ(post("/bots/123456/updates/raw", {{"update_id", 5}, {"bot", 1}, {"odd", {1, nullptr}}}).text,
            "{}");

  EXPECT_EQ(json::serialize(updates().at(0)), R"({"update_id":5,"bot":1,"odd":[1,null]})");
}

TEST_F(Disturbances, a_raw_update_without_id_is_given_one) {
  post("/bots/123456/updates/raw", {{"odd", true}});

  EXPECT_TRUE(updates().at(0).contains("update_id"));
}

TEST_F(Disturbances, update_ids_can_start_again) {
  EXPECT_EQ(post("/bots/123456/updates/restart", {{"next", 50}}).text, "{}");

  say(kAnna, "hello");

  EXPECT_EQ(updates().at(0).at("update_id"), 50);
  EXPECT_EQ(post("/bots/123456/updates/restart", {{"next", 0}}).status, 400);
  EXPECT_EQ(post("/bots/99/updates/restart", {{"next", 1}}).status, 404);
}

TEST_F(Disturbances, the_next_calls_fail_as_told_and_those_after_do_not) {
  EXPECT_EQ(fault({{"times", 2}, {"status", 429}, {"retry_after", 7}}).text, "{}");

  for (int i = 0; i < 2; ++i) {
    auto const told = call("getMe");
    EXPECT_EQ(told.status, 429);
    EXPECT_EQ(told.error(), "Too Many Requests: retry after 7");
    EXPECT_EQ(told.body.at("parameters").as_object().at("retry_after"), 7);
  }
  EXPECT_TRUE(call("getMe").ok());
}

TEST_F(Disturbances, a_fault_can_have_its_own_words) {
  fault({{"times", 1}, {"status", 400}, {"description", "Bad Request: chat not found"}});

  EXPECT_EQ(call("getMe").error(), "Bad Request: chat not found");
}

TEST_F(Disturbances, a_connection_can_be_cut_before_or_after_the_effect) {
  say(kAnna, "hello");
  auto const messages = [&] { return view(kAnna, kAnna).at("messages").as_array().size(); };

  fault({{"method", "sendMessage"}, {"drop", "before"}});
  EXPECT_EQ(call("sendMessage", {{"chat_id", kAnna}, {"text", "x"}}).status, 0);
  EXPECT_EQ(messages(), 1u);

  fault({{"method", "sendMessage"}, {"drop", "after"}});
  EXPECT_EQ(call("sendMessage", {{"chat_id", kAnna}, {"text", "x"}}).status, 0);
  EXPECT_EQ(messages(), 2u);
}

TEST_F(Disturbances, a_fault_that_says_nothing_is_refused) {
  EXPECT_EQ(fault({}).error(), "\"status\" must be a whole number");
  EXPECT_EQ(fault({{"status", 200}}).status, 400);
  EXPECT_EQ(fault({{"status", 500}, {"times", 0}}).status, 400);
  EXPECT_EQ(fault({{"drop", "during"}}).status, 400);
  EXPECT_EQ(fault({{"bot", 99}, {"status", 500}}).status, 404);
  EXPECT_EQ(fault({{"method", ""}, {"status", 500}}).status, 400);
  EXPECT_TRUE(call("getMe").ok());
}

}  // namespace
}  // namespace pb::telegram::simulator
