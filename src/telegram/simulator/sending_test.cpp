#include "telegram/simulator/bot_fixture.h"

namespace pb::telegram::simulator {
namespace {

class Sending : public BotFixture {
 protected:
  Sending() { says(kAnna, "/start"); }

  auto refusal(json::object parameters, std::string_view method = "sendMessage") -> std::string {
    parameters.emplace("chat_id", kAnna);
    auto const told = call(method, parameters);
    EXPECT_FALSE(told.ok());
    EXPECT_EQ(told.status, told.body.at("error_code").as_int64());
    return told.error();
  }
};

TEST_F(Sending, a_message_stands_in_the_chat_as_the_bot_was_told) {
  auto const told =
      call("sendMessage", {{"chat_id", kAnna}, {"text", " <b>Plan</b>? "}, {"parse_mode", "HTML"}});

  ASSERT_TRUE(told.ok()) << told.error();
  EXPECT_EQ(told.result().at("text").as_string(), "Plan?");
  EXPECT_EQ(told.result().at("entities").at(0).at("type").as_string(), "bold");
  EXPECT_EQ(told.result().at("chat").at("first_name").as_string(), "Anna");
  EXPECT_EQ(told.result().at("from").at("username").as_string(), "plan_bot");
  auto const message = seen(kAnna, told.result().at("message_id").as_int64());
  ASSERT_TRUE(message);
  EXPECT_EQ(message->text.text, "Plan?");
  EXPECT_EQ(message->from, kBot);
}

TEST_F(Sending, a_call_may_come_as_query_form_or_multipart_and_its_name_in_any_case) {
  auto const by_query = begin({.method = "GET", .url = url("sendmessage?chat_id=7&text=one+two")}).get();
  auto const by_form = begin({.url = url("SENDMESSAGE"),
                              .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                              .body = "chat_id=7&text=%D1%82%D1%80%D0%B8"})
                           .get();
  auto const by_multipart =
      begin({.url = url("sendMessage"),
             .headers = {{"Content-Type", "multipart/form-data; boundary=mark"}},
             .body = "--mark\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n"
                     "--mark\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nfour\r\n--mark--\r\n"})
          .get();

  EXPECT_EQ(by_query.result().at("text").as_string(), "one two");
  EXPECT_EQ(by_form.result().at("text").as_string(), "три");
  EXPECT_EQ(by_multipart.result().at("text").as_string(), "four");
}

TEST_F(Sending, a_person_can_be_named) {
  auto const told = call("sendMessage", {{"chat_id", "@ANNA"}, {"text", "hello"}});

  EXPECT_TRUE(told.ok()) << told.error();
}

TEST_F(Sending, a_text_of_4096_units_fits_and_one_more_does_not) {
  // The letter takes two UTF-16 units and four bytes.
  std::string longest;
  for (int letter = 0; letter < 2048; ++letter) longest += "😀";

  EXPECT_TRUE(call("sendMessage", {{"chat_id", kAnna}, {"text", longest}}).ok());
  EXPECT_EQ(refusal({{"text", longest + "!"}}), "Bad Request: message is too long");
}

TEST_F(Sending, a_text_that_cannot_be_sent_is_refused_in_telegrams_words) {
  EXPECT_EQ(refusal({}), "Bad Request: message text is empty");
  EXPECT_EQ(refusal({{"text", ""}}), "Bad Request: message text is empty");
  EXPECT_EQ(refusal({{"text", " \n "}}), "Bad Request: text must be non-empty");
  EXPECT_EQ(refusal({{"text", "a"}, {"parse_mode", "BBCode"}}), "Bad Request: unsupported parse_mode");
  EXPECT_TRUE(
      refusal({{"text", "<b>a"}, {"parse_mode", "HTML"}}).starts_with("Bad Request: can't parse entities: "));
}

TEST_F(Sending, a_chat_the_bot_cannot_write_to_is_refused_in_telegrams_words) {
  auto const group = found_group();

  EXPECT_EQ(refusal({{"chat_id", ""}, {"text", "a"}}), "Bad Request: chat_id is empty");
  EXPECT_EQ(refusal({{"chat_id", 99}, {"text", "a"}}), "Bad Request: chat not found");
  EXPECT_EQ(refusal({{"chat_id", -99}, {"text", "a"}}), "Bad Request: chat not found");
  EXPECT_EQ(refusal({{"chat_id", "@nobody"}, {"text", "a"}}), "Bad Request: chat not found");
  EXPECT_EQ(refusal({{"chat_id", kBoris}, {"text", "a"}}),
            "Forbidden: bot can't initiate conversation with a user");
  EXPECT_EQ(refusal({{"chat_id", kBot}, {"text", "a"}}), "Forbidden: bot can't send messages to bots");

  change_chat(kAnna, [](Chat& chat) { chat.blocked = true; });
  EXPECT_EQ(refusal({{"text", "a"}}), "Forbidden: bot was blocked by the user");

  change_chat(group, [](Chat& chat) { chat.bots[kBot] = Membership::kicked; });
  EXPECT_EQ(refusal({{"chat_id", group}, {"text", "a"}}), "Forbidden: bot was kicked from the group chat");

  change_chat(group, [](Chat& chat) { chat.type = "supergroup"; });
  EXPECT_EQ(refusal({{"chat_id", group}, {"text", "a"}}),
            "Forbidden: bot was kicked from the supergroup chat");

  change_chat(group, [](Chat& chat) { chat.bots[kBot] = Membership::left; });
  EXPECT_EQ(refusal({{"chat_id", group}, {"text", "a"}}),
            "Forbidden: bot is not a member of the supergroup chat");
}

TEST_F(Sending, a_group_that_moved_says_where_to) {
  auto const group = found_group();
  change_chat(group, [](Chat& chat) { chat.migrated_to = -1'000'000'000'042; });

  auto const told = call("sendMessage", {{"chat_id", group}, {"text", "a"}});

  EXPECT_EQ(told.status, 400);
  EXPECT_EQ(told.error(), "Bad Request: group chat was upgraded to a supergroup chat");
  EXPECT_EQ(told.body.at("parameters").at("migrate_to_chat_id").as_int64(), -1'000'000'000'042);
}

TEST_F(Sending, a_keyboard_stays_with_its_message_and_bad_buttons_are_refused) {
  auto const keyboard = [](std::string const& data) {
    json::array const row{json::object{{"text", "Yes"}, {"callback_data", data}}};
    return json::object{{"inline_keyboard", json::array{row}}};
  };

  auto const id = sent(kAnna, {{"text", "Plan?"}, {"reply_markup", keyboard(std::string(64, 'x'))}});

  EXPECT_EQ(seen(kAnna, id)->inline_keyboard, keyboard(std::string(64, 'x')));
  EXPECT_EQ(refusal({{"text", "a"}, {"reply_markup", keyboard(std::string(65, 'x'))}}),
            "Bad Request: BUTTON_DATA_INVALID");
}

TEST_F(Sending, a_reply_shows_what_it_replies_to) {
  auto const first = sent(kAnna, {{"text", "one"}});

  auto const told =
      call("sendMessage",
           {{"chat_id", kAnna}, {"text", "two"}, {"reply_parameters", json::object{{"message_id", first}}}});

  EXPECT_EQ(told.result().at("reply_to_message").at("text").as_string(), "one");
  EXPECT_EQ(refusal({{"text", "a"}, {"reply_parameters", json::object{{"message_id", 999}}}}),
            "Bad Request: message to be replied not found");
  EXPECT_TRUE(call("sendMessage", {{"chat_id", kAnna},
                                   {"text", "a"},
                                   {"reply_parameters", json::object{{"message_id", 999},
                                                                     {"allow_sending_without_reply", true}}}})
                  .ok());
}

TEST_F(Sending, a_message_goes_to_a_topic_of_a_forum) {
  auto const forum = found_group("supergroup");
  change_chat(forum, [](Chat& chat) { chat.topics.emplace(3, "Plans"); });

  auto const told = call("sendMessage", {{"chat_id", forum}, {"message_thread_id", 3}, {"text", "a"}});
  auto const topic = call("createForumTopic", {{"chat_id", forum}, {"name", "Facts"}});

  EXPECT_EQ(told.result().at("message_thread_id").as_int64(), 3);
  EXPECT_TRUE(
      call("sendMessage",
           {{"chat_id", forum}, {"message_thread_id", topic.result().at("message_thread_id")}, {"text", "a"}})
          .ok());
  EXPECT_EQ(refusal({{"chat_id", forum}, {"message_thread_id", 99}, {"text", "a"}}),
            "Bad Request: message thread not found");
}

TEST_F(Sending, a_message_can_be_copied_and_forwarded) {
  auto const original = says(kAnna, "my plan");

  auto const copy =
      call("copyMessage", {{"chat_id", kAnna}, {"from_chat_id", kAnna}, {"message_id", original}});
  auto const forward =
      call("forwardMessage", {{"chat_id", kAnna}, {"from_chat_id", kAnna}, {"message_id", original}});

  EXPECT_EQ(seen(kAnna, copy.result().at("message_id").as_int64())->text.text, "my plan");
  EXPECT_EQ(forward.result().at("forward_origin").at("sender_user").at("id").as_int64(), kAnna);
  EXPECT_EQ(refusal({{"from_chat_id", kAnna}, {"message_id", 999}}, "copyMessage"),
            "Bad Request: message to copy not found");
}

TEST_F(Sending, what_the_bot_does_is_shown_until_it_has_written) {
  EXPECT_EQ(refusal({{"action", "dancing"}}, "sendChatAction"),
            "Bad Request: wrong parameter action in request");

  EXPECT_TRUE(call("sendChatAction", {{"chat_id", kAnna}, {"action", "typing"}}).ok());
  change_chat(kAnna, [](Chat& chat) { EXPECT_EQ(chat.action.value().action, "typing"); });

  sent(kAnna, {{"text", "done"}});
  change_chat(kAnna, [](Chat& chat) { EXPECT_FALSE(chat.action); });
}

class SendingTooMuch : public BotFixture {
 protected:
  SendingTooMuch() : BotFixture(Limits{.chat = {.per_second = 0.01, .burst = 2}}) { says(kAnna, "/start"); }
};

TEST_F(SendingTooMuch, a_bot_that_writes_too_fast_is_told_how_long_to_wait) {
  sent(kAnna, {{"text", "one"}});
  auto const edited = sent(kAnna, {{"text", "two"}});

  auto const told = call("sendMessage", {{"chat_id", kAnna}, {"text", "three"}});
  auto const edit = call("editMessageText", {{"chat_id", kAnna}, {"message_id", edited}, {"text", "2"}});

  EXPECT_EQ(told.status, 429);
  auto const wait = told.body.at("parameters").at("retry_after").as_int64();
  EXPECT_GT(wait, 90);
  EXPECT_LE(wait, 100);
  EXPECT_EQ(told.error(), "Too Many Requests: retry after " + std::to_string(wait));
  EXPECT_TRUE(edit.ok()) << "edits in a private chat count only over all";
}

}  // namespace
}  // namespace pb::telegram::simulator
