#include "telegram/simulator/bot_fixture.h"

namespace pb::telegram::simulator {
namespace {

class Sending : public BotFixture {};

TEST_F(Sending, a_message_stands_in_the_chat_as_the_bot_was_told) {
  says(kAnna, "/start");

  auto const told =
      call("sendMessage", {{"chat_id", kAnna}, {"text", " <b>Plan</b>? "}, {"parse_mode", "HTML"}});

  ASSERT_TRUE(told.ok()) << told.error();
  EXPECT_EQ(told.result().at("text").as_string(), "Plan?");
  EXPECT_EQ(told.result().at("entities").at(0).at("type").as_string(), "bold");
  EXPECT_EQ(told.result().at("chat").at("first_name").as_string(), "Anna");
  auto const message = seen(kAnna, told.result().at("message_id").as_int64());
  ASSERT_TRUE(message);
  EXPECT_EQ(message->text.text, "Plan?");
  EXPECT_EQ(message->from, kBot);
}

TEST_F(Sending, a_stranger_cannot_be_written_to) {
  auto const told = call("sendMessage", {{"chat_id", 99}, {"text", "hello"}});

  EXPECT_EQ(told.status, 400);
  EXPECT_EQ(told.error(), "Bad Request: chat not found");
}

}  // namespace
}  // namespace pb::telegram::simulator
