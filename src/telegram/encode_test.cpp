#include "telegram/encode.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace pb::telegram {
namespace {

namespace json = boost::json;

TEST(Encode, a_message_with_everything) {
  Keyboard const keyboard{{{.text = "Так \"✅\"", .callback_data = "yes:1"},
                           {.text = "Site", .callback_data = "", .url = "https://example.org"}},
                          {{.text = "Back", .callback_data = "home"}}};

  auto const body = json::parse(encode(SendMessage{.chat_id = -100,
                                                   .message_thread_id = 4,
                                                   .html = "a\nb\\\t\"<b>\x01",
                                                   .keyboard = &keyboard,
                                                   .notification = Notification::silent}));

  EXPECT_EQ(body, json::parse(R"({"chat_id":-100,"text":"a\nb\\\t\"<b>\u0001","parse_mode":"HTML",
    "link_preview_options":{"is_disabled":true},"message_thread_id":4,"disable_notification":true,
    "reply_markup":{"inline_keyboard":[
      [{"text":"Так \"✅\"","callback_data":"yes:1"},{"text":"Site","url":"https://example.org"}],
      [{"text":"Back","callback_data":"home"}]]}})"));
}

TEST(Encode, absent_parts_are_not_written) {
  auto const body = json::parse(encode(SendMessage{.chat_id = 7, .html = "x"}));

  for (auto const* name : {"message_thread_id", "disable_notification", "reply_markup"}) {
    EXPECT_FALSE(body.as_object().contains(name)) << name;
  }
}

TEST(Encode, broken_bytes_cannot_break_the_call) {
  auto const body = json::parse(encode(SendMessage{.chat_id = 7, .html = "a\xFFz\xC3"}));

  EXPECT_EQ(body.at("text"), "a\uFFFDz\uFFFD");
}

TEST(Encode, an_edit_whose_message_is_gone_becomes_a_new_message) {
  auto const edit = encode(EditMessageText{.chat_id = 7, .message_id = 9, .html = "x"});

  auto const body = json::parse(as_new_message(edit));

  EXPECT_FALSE(body.as_object().contains("message_id"));
  EXPECT_EQ(body.at("chat_id"), 7);
  EXPECT_EQ(body.at("text"), "x");
}

TEST(Encode, a_call_follows_its_group) {
  EXPECT_EQ(json::parse(for_chat(encode(SendMessage{.chat_id = -5, .html = "x"}), -1005)).at("chat_id"),
            -1005);
}

TEST(Encode, a_body_that_is_no_call_comes_back_as_it_is) {
  for (auto const* body : {"", "{", "[1]", "null"}) {
    EXPECT_EQ(as_new_message(body), body);
    EXPECT_EQ(for_chat(body, 1), body);
  }
}

TEST(Encode, an_answer_to_a_button) {
  EXPECT_EQ(encode(AnswerCallbackQuery{.callback_query_id = "q", .text = ""}),
            R"({"callback_query_id":"q"})");
  EXPECT_EQ(encode(AnswerCallbackQuery{.callback_query_id = "q", .text = "Ні", .style = AnswerStyle::alert}),
            R"({"callback_query_id":"q","text":"Ні","show_alert":true})");
}

}  // namespace
}  // namespace pb::telegram
