#include "telegram/client.h"

#include <gmock/gmock.h>

#include "telegram/test_server.h"

namespace pb::telegram {
namespace {

auto reply_to(int status, std::string body) -> Reply {
  return read_reply({.status = status, .body = std::move(body)});
}

TEST(Reply, a_sent_message_tells_its_id) {
  auto const reply = reply_to(200, R"({"ok":true,"result":{"message_id":77,"date":1}})");

  EXPECT_EQ(reply.kind, ReplyKind::ok);
  EXPECT_EQ(reply.message_id, 77);
}

TEST(Reply, another_result_is_kept_as_json) {
  EXPECT_EQ(reply_to(200, R"({"ok":true,"result":[{"update_id":1}]})").result, R"([{"update_id":1}])");
  EXPECT_EQ(reply_to(200, R"({"ok":true})").kind, ReplyKind::ok);
}

TEST(Reply, refusals_are_told_apart_by_what_is_to_be_done) {
  struct Case {
    int code;
    char const* description;
    ReplyKind kind;
  };
  for (auto const& [code, description, kind] : {
           Case{400, "Bad Request: message is not modified: specified new message content ...",
                ReplyKind::not_modified},
           Case{400, "Bad Request: message to edit not found", ReplyKind::message_gone},
           Case{400, "Bad Request: message can't be edited", ReplyKind::message_gone},
           Case{400, "Bad Request: MESSAGE_ID_INVALID", ReplyKind::message_gone},
           Case{400, "Bad Request: chat not found", ReplyKind::chat_gone},
           Case{400, "Bad Request: group chat was deactivated", ReplyKind::chat_gone},
           Case{400, "Bad Request: can't parse entities", ReplyKind::bad_request},
           Case{401, "Unauthorized", ReplyKind::unauthorized},
           Case{403, "Forbidden: bot was blocked by the user", ReplyKind::unreachable_user},
           Case{404, "Not Found", ReplyKind::unauthorized},
           Case{409, "Conflict: terminated by other getUpdates request", ReplyKind::conflict},
           Case{429, "Too Many Requests", ReplyKind::rate_limited},
           Case{500, "Internal Server Error", ReplyKind::server_error},
           Case{502, "Bad Gateway", ReplyKind::server_error},
           Case{504, "Gateway Timeout", ReplyKind::answer_lost},
       }) {
    EXPECT_EQ(read_reply(refused(code, description)).kind, kind) << description;
  }
}

TEST(Reply, how_long_to_wait_is_kept_within_reason) {
  EXPECT_EQ(read_reply(refused(429, "", R"({"retry_after":35})")).retry_after, std::chrono::seconds(35));
  EXPECT_EQ(read_reply(refused(429, "", R"({"retry_after":-5})")).retry_after, std::chrono::seconds(0));
  EXPECT_EQ(read_reply(refused(429, "", R"({"retry_after":"soon"})")).retry_after, std::chrono::seconds(0));
  EXPECT_LE(read_reply(refused(429, "", R"({"retry_after":9223372036854775807})")).retry_after,
            std::chrono::days(7));
}

TEST(Reply, a_group_that_moved_tells_where_to) {
  auto const reply = read_reply(refused(400, "Bad Request: group chat was upgraded to a supergroup chat",
                                        R"({"migrate_to_chat_id":-1001})"));

  EXPECT_EQ(reply.kind, ReplyKind::chat_moved);
  EXPECT_EQ(reply.moved_to, -1001);
}

// A proxy's 403 must not make people unreachable, and its 404 must not look like a revoked token.
TEST(Reply, what_a_proxy_says_is_not_telegrams_word) {
  EXPECT_EQ(reply_to(403, "<html>Forbidden</html>").kind, ReplyKind::server_error);
  EXPECT_EQ(reply_to(404, "not here").kind, ReplyKind::server_error);
  EXPECT_EQ(reply_to(302, "").kind, ReplyKind::server_error);
  EXPECT_EQ(reply_to(502, "<html>").kind, ReplyKind::server_error);
  EXPECT_EQ(reply_to(504, "<html>").kind, ReplyKind::answer_lost);
  EXPECT_EQ(reply_to(413, "too large").kind, ReplyKind::bad_request);
  EXPECT_EQ(reply_to(403, R"({"error":"forbidden"})").kind, ReplyKind::server_error);
}

TEST(Reply, a_broken_success_may_have_been_one) {
  for (auto const* body : {"", "{", "[]", "null", R"({"ok":1})", R"({"ok":true,"result":{"message_id":7})",
                           "{\"ok\":true,\"result\":\"\xFF\"}"}) {
    EXPECT_EQ(reply_to(200, body).kind, ReplyKind::answer_lost) << body;
  }
}

TEST(Reply, a_description_is_short_and_fit_to_be_stored) {
  auto const reply = read_reply(refused(400, "a" + std::string(1, '\0') + std::string(5000, 'x')));

  EXPECT_LE(reply.description.size(), 510u);
  EXPECT_EQ(reply.description.find('\0'), std::string::npos);
}

TEST(Client, a_call_goes_to_the_bots_own_address) {
  ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(message_with_id(5)); });

  auto const reply = server.client().call_and_wait("sendMessage", R"({"chat_id":7,"text":"привіт"})");

  EXPECT_EQ(reply.message_id, 5);
  ASSERT_EQ(server.calls().size(), 1u);
  EXPECT_EQ(server.calls()[0].method, "sendMessage");
  EXPECT_EQ(server.calls()[0].body.at("text"), "привіт");
}

TEST(Client, a_connection_that_is_cut_is_an_answer_lost) {
  ScriptedServer server(
      [](SeenCall const&, std::size_t, http::Respond respond) { respond(http::no_response()); });

  EXPECT_EQ(server.client().call_and_wait("sendMessage", "{}").kind, ReplyKind::answer_lost);
}

}  // namespace
}  // namespace pb::telegram
