#include "telegram/api.h"

#include <gtest/gtest.h>

#include "telegram/test_server.h"

namespace pb::telegram {
namespace {

struct ApiTest : testing::Test {
  http::Response answer = accepted();
  ScriptedServer server{[this](SeenCall const&, std::size_t, http::Respond respond) { respond(answer); }};
  Api api{server.client()};

  auto body() -> boost::json::object { return server.calls().back().body; }
};

TEST_F(ApiTest, the_bot_learns_its_own_name) {
  answer = accepted(R"({"id":123456,"is_bot":true,"first_name":"Profit","username":"profit_test_bot"})");

  auto const me = api.get_me();

  ASSERT_TRUE(me);
  EXPECT_EQ(me->id, 123456);
  EXPECT_EQ(me->username, "profit_test_bot");
}

TEST_F(ApiTest, an_answer_of_another_shape_is_an_error) {
  answer = accepted("[1,2]");

  EXPECT_EQ(api.get_me().error().kind, ReplyKind::server_error);
}

TEST_F(ApiTest, commands_are_set_for_a_scope_and_a_language) {
  std::vector<BotCommand> const commands{{"start", "Почати"}, {"help", "Допомога"}};

  EXPECT_TRUE(api.set_my_commands(commands, {.kind = CommandScope::Kind::chat, .chat_id = -7}, "uk"));

  EXPECT_EQ(body(), boost::json::parse(R"({"scope":{"type":"chat","chat_id":-7},"language_code":"uk",
    "commands":[{"command":"start","description":"Почати"},{"command":"help","description":"Допомога"}]})"));
}

TEST_F(ApiTest, the_webhook_carries_its_secret_and_what_we_want_to_hear) {
  EXPECT_TRUE(api.set_webhook("https://example.org/telegram/webhook", Secret("hook-secret")));

  EXPECT_EQ(body(), boost::json::parse(R"({"url":"https://example.org/telegram/webhook",
    "secret_token":"hook-secret","allowed_updates":["message","callback_query","my_chat_member"]})"));
}

TEST_F(ApiTest, a_refusal_is_told_by_kind) {
  answer = refused(401, "Unauthorized");

  EXPECT_EQ(api.delete_webhook().error().kind, ReplyKind::unauthorized);
}

TEST_F(ApiTest, a_document_is_sent_and_its_message_named) {
  answer = message_with_id(31);

  auto const id =
      api.send_document(7, {.file_name = "звіт.csv", .content_type = "text/csv", .bytes = "a;b"}, "<b>x</b>");

  EXPECT_EQ(id, 31);
  EXPECT_EQ(server.calls().back().method, "sendDocument");
}

TEST_F(ApiTest, a_file_that_is_not_there_is_said_so) {
  answer = accepted(R"({"file_id":"f","file_path":"documents/none.txt"})");

  EXPECT_EQ(api.download("f").error().kind, ReplyKind::bad_request);
}

}  // namespace
}  // namespace pb::telegram
