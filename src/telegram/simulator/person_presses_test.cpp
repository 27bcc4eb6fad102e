#include <gmock/gmock.h>

#include "telegram/simulator/person_fixture.h"

namespace pb::telegram::simulator {
namespace {

class PersonPresses : public PersonFixture {
 protected:
  PersonPresses() {
    say(kAnna, "hello");
    updates();
    asked_ = sent_by_bot(
        kAnna, {{"reply_markup", {{"inline_keyboard", {{{{"text", "Yes"}, {"callback_data", "y"}}}}}}}});
  }
  auto press_later(std::string_view data, int wait = 10) -> std::future<Answered> {
    return post_later(chat(kAnna, "/presses"),
                      {{"from", kAnna}, {"message_id", asked_}, {"data", data}, {"wait", wait}});
  }
  // The press as the bot learns of it, by a long poll.
  auto next_callback() -> json::object {
    auto const told = call("getUpdates", {{"timeout", 10}});
    return told.result().as_array().at(0).as_object().at("callback_query").as_object();
  }

  std::int64_t asked_ = 0;
};

TEST_F(PersonPresses, the_bot_learns_who_pressed_what) {
  auto pressed = press_later("y", 0);

  auto const callback = next_callback();

  EXPECT_EQ(callback.at("data"), "y");
  EXPECT_EQ(callback.at("from").as_object().at("id"), kAnna);
  EXPECT_EQ(callback.at("message").as_object().at("message_id"), asked_);
  EXPECT_TRUE(callback.contains("chat_instance"));
  pressed.get();
}

TEST_F(PersonPresses, who_pressed_is_shown_the_bots_answer) {
  auto pressed = press_later("y");
  auto const callback = next_callback();

  auto const told = call("answerCallbackQuery",
                         {{"callback_query_id", callback.at("id")}, {"text", "Saved"}, {"show_alert", true}});
  EXPECT_TRUE(told.ok()) << told.error();

  EXPECT_EQ(pressed.get().text, R"({"answered":true,"text":"Saved","show_alert":true,"url":""})");
}

TEST_F(PersonPresses, a_bot_that_does_not_answer_is_not_waited_for_without_end) {
  EXPECT_EQ(press_later("y", 0).get().text, R"({"answered":false,"text":"","show_alert":false,"url":""})");
}

TEST_F(PersonPresses, a_button_that_is_not_there_cannot_be_pressed) {
  EXPECT_EQ(press_later("n").get().status, 409);
  EXPECT_EQ(post(chat(kAnna, "/presses"), {{"from", kAnna}, {"message_id", 99}, {"data", "y"}}).status, 404);
  EXPECT_EQ(post(chat(kBoris, "/presses"), {{"from", kBoris}, {"message_id", 1}, {"data", "y"}}).status, 404);
  EXPECT_EQ(post(chat(kAnna, "/presses"), {{"from", kAnna}, {"data", "y"}}).status, 400);
  EXPECT_TRUE(updates().empty());
}

TEST_F(PersonPresses, pressing_twice_is_told_twice) {
  auto first = press_later("y", 0);
  auto second = press_later("y", 0);
  first.get();
  second.get();

  auto const came = updates();

  ASSERT_EQ(came.size(), 2u);
  EXPECT_NE(came[0].at("callback_query").as_object().at("id"),
            came[1].at("callback_query").as_object().at("id"));
}

TEST_F(PersonPresses, who_has_blocked_the_bot_presses_in_vain) {
  post(chat(kAnna, "/block"), {{"from", kAnna}});

  EXPECT_EQ(press_later("y").get().status, 409);
}

}  // namespace
}  // namespace pb::telegram::simulator
