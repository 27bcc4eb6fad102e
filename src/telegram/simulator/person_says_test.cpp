#include <gmock/gmock.h>

#include "telegram/simulator/person_fixture.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

class PersonSays : public PersonFixture {};

TEST_F(PersonSays, what_is_said_reaches_the_bot_as_a_message_of_the_bot_api) {
  auto const answer = say(kAnna, "12 000");

  EXPECT_EQ(answer.status, 200);
  auto const came = updates();
  ASSERT_EQ(came.size(), 1u);
  auto const& message = came[0].at("message").as_object();
  EXPECT_EQ(message.at("message_id"), answer.at("id"));
  EXPECT_EQ(message.at("text"), "12 000");
  EXPECT_EQ(json::serialize(message.at("from")),
            R"({"id":7,"is_bot":false,"first_name":"Anna","username":"anna","language_code":"uk"})");
  EXPECT_EQ(json::serialize(message.at("chat")),
            R"({"id":7,"type":"private","first_name":"Anna","username":"anna"})");
  EXPECT_FALSE(message.contains("entities"));
}

TEST_F(PersonSays, the_answer_shows_the_message_as_people_see_it) {
  auto const answer = say(kAnna, "12 000");

  EXPECT_EQ(answer.at("from"), kAnna);
  EXPECT_EQ(answer.at("is_bot"), false);
  EXPECT_EQ(answer.at("text"), "12 000");
  EXPECT_EQ(answer.at("edited"), false);
  EXPECT_EQ(answer.at("date").as_string().size(), std::string_view("2026-01-31T16:50:00.000Z").size());
  for (auto const* const absent :
       {"entities", "attachment", "inline_keyboard", "reply_to", "thread", "service"}) {
    EXPECT_FALSE(answer.body.as_object().contains(absent)) << absent;
  }
}

TEST_F(PersonSays, a_deep_link_is_a_command_with_what_it_carries) {
  say(kAnna, "/start abc-123");

  auto const message = updates().at(0).at("message").as_object();
  EXPECT_EQ(message.at("text"), "/start abc-123");
  EXPECT_EQ(json::serialize(message.at("entities")), R"([{"type":"bot_command","offset":0,"length":6}])");
}

TEST_F(PersonSays, mentions_and_addresses_are_marked_as_clients_do) {
  say(kAnna, "😀 @boris see https://example.com/a");

  EXPECT_EQ(json::serialize(updates().at(0).at("message").as_object().at("entities")),
            R"([{"type":"mention","offset":3,"length":6},{"type":"url","offset":14,"length":21}])");
}

TEST_F(PersonSays, space_around_it_is_not_sent) {
  EXPECT_EQ(say(kAnna, "  12 \n").at("text"), "12");
}

TEST_F(PersonSays, nothing_cannot_be_said) {
  for (auto const* const text : {"", " ", "\n\t"}) EXPECT_EQ(say(kAnna, text).status, 400);
  EXPECT_EQ(post(chat(kAnna, "/messages"), {{"from", kAnna}}).status, 400);
  EXPECT_TRUE(updates().empty());
  EXPECT_TRUE(get("/people/7/chats?bot=123456").at("chats").as_array().empty());
}

TEST_F(PersonSays, what_is_too_long_is_sent_in_parts_and_the_first_is_answered) {
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "слово ";

  auto const answer = say(kAnna, text);

  auto const came = updates();
  ASSERT_EQ(came.size(), 3u);
  for (auto const& update : came) {
    auto const part = std::string(update.at("message").as_object().at("text").as_string());
    EXPECT_LE(utf16_length(part), 4096u);
    EXPECT_TRUE(part.starts_with("слово") && part.ends_with("слово"));
  }
  EXPECT_EQ(answer.at("id"), came[0].at("message").as_object().at("message_id"));
}

TEST_F(PersonSays, a_reply_carries_what_it_replies_to) {
  say(kAnna, "hello");
  auto const asked = sent_by_bot(kAnna);
  updates();

  auto const answer = post(chat(kAnna, "/messages"), {{"from", kAnna}, {"text", "12"}, {"reply_to", asked}});

  EXPECT_EQ(answer.at("reply_to"), asked);
  auto const message = updates().at(0).at("message").as_object();
  EXPECT_EQ(message.at("reply_to_message").as_object().at("message_id"), asked);
}

TEST_F(PersonSays, a_reply_to_nothing_is_refused) {
  EXPECT_EQ(post(chat(kAnna, "/messages"), {{"from", kAnna}, {"text", "12"}, {"reply_to", 99}}).error(),
            "there is no message 99");
}

TEST_F(PersonSays, nobody_speaks_in_anothers_private_chat) {
  EXPECT_EQ(post(chat(kAnna, "/messages"), {{"from", kBoris}, {"text", "12"}}).status, 409);
  EXPECT_EQ(post(chat(99, "/messages"), {{"from", 99}, {"text", "12"}}).status, 404);
  EXPECT_TRUE(updates().empty());
}

TEST_F(PersonSays, a_bot_that_polls_gets_it_at_once) {
  auto poll = begin_call("getUpdates", {{"timeout", 50}});
  await_polls(1);

  say(kAnna, "12");

  EXPECT_EQ(poll.get().result().as_array().size(), 1u);
}

TEST_F(PersonSays, strange_characters_arrive_unchanged) {
  for (auto const* const text :
       {"👨‍👩‍👧", "שלום", "a\u200Bb", "<b>&amp;", "'; DROP TABLE plans; --"}) {
    say(kAnna, text);
    EXPECT_EQ(updates().at(0).at("message").as_object().at("text").as_string(), text);
  }
}

class PersonBlocks : public PersonFixture {
 protected:
  PersonBlocks() {
    say(kAnna, "hello");
    updates();
  }
  auto change(std::string_view what) -> Answered { return post(chat(kAnna, what), {{"from", kAnna}}); }
};

TEST_F(PersonBlocks, the_bot_is_told_and_can_write_no_more) {
  EXPECT_EQ(change("/block").text, "{}");

  auto const member = updates().at(0).at("my_chat_member").as_object();
  EXPECT_EQ(member.at("chat").as_object().at("id"), kAnna);
  EXPECT_EQ(member.at("old_chat_member").as_object().at("status"), "member");
  EXPECT_EQ(member.at("new_chat_member").as_object().at("status"), "kicked");
  EXPECT_EQ(member.at("new_chat_member").as_object().at("user").as_object().at("id"), kBot);
  EXPECT_EQ(view(kAnna, kAnna).at("blocked"), true);
  auto const told = call("sendMessage", {{"chat_id", kAnna}, {"text", "x"}});
  EXPECT_EQ(told.status, 403);
  EXPECT_EQ(told.error(), "Forbidden: bot was blocked by the user");
}

TEST_F(PersonBlocks, who_has_blocked_the_bot_does_not_write_to_it) {
  change("/block");

  EXPECT_EQ(say(kAnna, "12").status, 409);
}

TEST_F(PersonBlocks, unblocking_lets_both_write_again) {
  change("/block");
  updates();
  EXPECT_EQ(change("/unblock").text, "{}");

  EXPECT_EQ(updates().at(0).at("my_chat_member").as_object().at("new_chat_member").as_object().at("status"),
            "member");
  EXPECT_EQ(view(kAnna, kAnna).at("blocked"), false);
  EXPECT_TRUE(call("sendMessage", {{"chat_id", kAnna}, {"text", "x"}}).ok());
  EXPECT_EQ(say(kAnna, "12").status, 200);
}

TEST_F(PersonBlocks, a_second_time_is_no_news) {
  change("/unblock");
  change("/block");
  change("/block");

  EXPECT_EQ(updates().size(), 1u);
}

}  // namespace
}  // namespace pb::telegram::simulator
