#include "telegram/simulator/bot_fixture.h"
#include "telegram/simulator/simulator.h"

namespace pb::telegram::simulator {
namespace {

class Door : public BotFixture {
 protected:
  auto with_token(std::string_view token) -> Told {
    return begin({.url = url("getMe", token), .headers = {{"Content-Type", "application/json"}}}).get();
  }
  void goes_wrong(std::string_view method, Fault fault) {
    core_.ask([&](World& world) { EXPECT_TRUE(world.faults().add(kBot, method, std::move(fault))); });
  }
};

TEST_F(Door, a_wrong_token_or_method_is_refused) {
  EXPECT_EQ(with_token("123456:OTHER-TOKEN").status, 401);
  EXPECT_EQ(with_token("123456:OTHER-TOKEN").error(), "Unauthorized");
  EXPECT_EQ(with_token("nonsense").status, 404);
  EXPECT_EQ(call("makeCoffee").status, 404);
  EXPECT_EQ(call("makeCoffee").error(), "Not Found");
}

TEST_F(Door, a_body_that_cannot_be_read_is_refused) {
  auto const told = begin({.url = url("sendMessage"),
                           .headers = {{"Content-Type", "application/json"}},
                           .body = R"({"chat_id":7,)"})
                        .get();

  EXPECT_EQ(told.status, 400);
}

TEST_F(Door, the_next_calls_fail_as_ordered_and_have_no_effect) {
  says(kAnna, "/start");
  goes_wrong("sendMessage", {.error = {.code = 500, .description = "Internal Server Error"}, .times = 2});

  std::vector<int> statuses;
  for (int attempt = 0; attempt < 3; ++attempt) {
    statuses.push_back(call("sendMessage", {{"chat_id", kAnna}, {"text", "hello"}}).status);
  }

  EXPECT_EQ(statuses, (std::vector{500, 500, 200}));
  change_chat(kAnna, [](Chat& chat) { EXPECT_EQ(chat.messages.size(), 2u); });
}

TEST_F(Door, an_ordered_refusal_says_how_long_to_wait) {
  goes_wrong("getMe", {.error = {.code = 429,
                                 .description = "Too Many Requests: retry after 3",
                                 .retry_after = std::chrono::seconds(3)}});

  auto const told = call("getMe");

  EXPECT_EQ(told.status, 429);
  EXPECT_EQ(told.body.at("parameters").at("retry_after").as_int64(), 3);
}

TEST_F(Door, the_connection_is_cut_before_or_after_the_effect) {
  says(kAnna, "/start");
  goes_wrong("sendMessage", {.kind = Fault::Kind::drop_before});
  goes_wrong("sendMessage", {.kind = Fault::Kind::drop_after});

  auto const before = call("sendMessage", {{"chat_id", kAnna}, {"text", "lost"}});
  auto const after = call("sendMessage", {{"chat_id", kAnna}, {"text", "there"}});

  EXPECT_EQ(before.status, 0);
  EXPECT_EQ(after.status, 0);
  EXPECT_EQ(seen(kAnna, 2)->text.text, "there");
  EXPECT_FALSE(seen(kAnna, 3));
}

TEST(Simulator, bots_and_people_are_added_from_outside) {
  http::Client client;
  SystemClock const clock;
  Simulator simulator(client, clock);

  simulator.add_person({.id = 7, .first_name = "Anna"});

  EXPECT_EQ(
      simulator.add_bot({.token = Secret("123456:TEST-TOKEN"), .first_name = "Plan", .username = "plan_bot"}),
      123456);
  EXPECT_THROW(simulator.add_bot({.token = Secret("nonsense"), .first_name = "Plan", .username = "plan_bot"}),
               std::invalid_argument);
  EXPECT_THROW(simulator.add_person({.id = 123456, .first_name = "A bot's id"}), std::invalid_argument);
}

TEST(Simulator, can_be_stopped_at_any_time_and_twice) {
  http::Client client;
  SystemClock const clock;
  Simulator simulator(client, clock);

  simulator.stop();
  simulator.start();
  simulator.stop();
  simulator.stop();
}

}  // namespace
}  // namespace pb::telegram::simulator
