#include "telegram/decode.h"

#include <gtest/gtest.h>

namespace pb::telegram {
namespace {

TEST(Decode, a_message_of_a_person) {
  auto const update = decode_update(R"({"update_id":5,"message":{"message_id":9,"date":1700000000,
    "chat":{"id":77,"type":"private"},"from":{"id":77,"is_bot":false,"first_name":"Оля","language_code":"uk"},
    "text":"12к","unknown":{"of":["later"]}}})");

  ASSERT_TRUE(update && update->message && update->message->from);
  EXPECT_EQ(update->update_id, 5);
  EXPECT_EQ(update->message->chat.id, 77);
  EXPECT_EQ(update->message->text, "12к");
  EXPECT_EQ(update->message->from->language_code, "uk");
  EXPECT_FALSE(update->message->from->last_name);
}

TEST(Decode, a_pressed_button_also_of_a_message_that_cannot_be_seen_any_more) {
  auto const update = decode_update(R"({"update_id":6,"callback_query":{"id":"q","from":{"id":77},
    "message":{"message_id":3,"date":0,"chat":{"id":77}},"data":"plan:7"}})");
  auto const without = decode_update(R"({"update_id":7,"callback_query":{"id":"q","from":{"id":77}}})");

  ASSERT_TRUE(update && update->callback_query && update->callback_query->message);
  EXPECT_EQ(update->callback_query->message->message_id, 3);
  EXPECT_EQ(update->callback_query->data, "plan:7");
  ASSERT_TRUE(without && without->callback_query);
  EXPECT_FALSE(without->callback_query->message);
}

TEST(Decode, an_answer_in_an_ordinary_group_has_no_topic) {
  auto const answer = decode_update(R"({"update_id":6,"message":{"message_id":9,"message_thread_id":5,
    "chat":{"id":-100,"type":"supergroup"},"from":{"id":77},"text":"/digest_here"}})");
  auto const in_topic = decode_update(R"({"update_id":6,"message":{"message_id":9,"message_thread_id":5,
    "is_topic_message":true,"chat":{"id":-100,"type":"supergroup"},"from":{"id":77},"text":"a"}})");

  ASSERT_TRUE(answer && answer->message && in_topic && in_topic->message);
  EXPECT_FALSE(answer->message->message_thread_id);
  EXPECT_EQ(in_topic->message->message_thread_id, 5);
}

TEST(Decode, the_bot_thrown_out_of_a_group) {
  auto const update = decode_update(R"({"update_id":8,"my_chat_member":{"chat":{"id":-100,"type":"supergroup",
    "title":"Звіти"},"from":{"id":77},"new_chat_member":{"status":"kicked","user":{"id":1}}}})");

  ASSERT_TRUE(update && update->my_chat_member);
  EXPECT_EQ(update->my_chat_member->new_status, "kicked");
  EXPECT_EQ(update->my_chat_member->chat.title, "Звіти");
}

TEST(Decode, a_kind_we_do_not_use_and_a_shape_nobody_documented_leave_the_id) {
  for (auto const* rest : {R"("poll":{"id":"1"})", R"("message":"text")", R"("message":{"message_id":"9"})",
                           R"("message":{"message_id":9,"chat":{"id":1.5}})", R"("message":null)",
                           R"("callback_query":{"id":7,"from":{"id":7}})", R"("my_chat_member":[])"}) {
    auto const update = decode_update(std::string(R"({"update_id":4,)") + rest + "}");
    ASSERT_TRUE(update) << rest;
    EXPECT_EQ(update->update_id, 4);
    EXPECT_FALSE(update->message || update->callback_query || update->my_chat_member) << rest;
  }
}

TEST(Decode, what_has_no_id_is_no_update) {
  for (auto const* body :
       {"", "{", "[]", "null", "{}", R"({"update_id":"5"})", R"({"update_id":5.5})",
        R"({"update_id":99999999999999999999})", R"([{"update_id":5}])", "{\"update_id\":5,\"a\":\"\xFF\"}",
        R"({"update_id":5,"a":"\ud800"})", R"({"update_id":5} trailing)"}) {
    EXPECT_FALSE(decode_update(std::string_view(body))) << body;
  }
}

TEST(Decode, nesting_without_end_is_refused) {
  auto const deep = R"({"update_id":5,"a":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}";

  EXPECT_FALSE(decode_update(deep));
}

TEST(Decode, a_nul_in_a_text_becomes_a_sign_that_can_be_stored) {
  auto const update =
      decode_update(R"({"update_id":5,"message":{"message_id":9,"chat":{"id":7},"text":"a\u0000b"}})");

  EXPECT_EQ(update->message->text, "a\uFFFDb");
}

TEST(Decode, a_text_of_five_megabytes_is_read) {
  auto const update = decode_update(R"({"update_id":5,"message":{"message_id":9,"chat":{"id":7},"text":")" +
                                    std::string(5'000'000, 'x') + R"("}})");

  EXPECT_EQ(update->message->text->size(), 5'000'000u);
}

}  // namespace
}  // namespace pb::telegram
