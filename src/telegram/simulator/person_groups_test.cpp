#include <gmock/gmock.h>

#include "telegram/simulator/person_fixture.h"

namespace pb::telegram::simulator {
namespace {

class Groups : public PersonFixture {
 protected:
  static auto path(std::int64_t group, std::string_view rest) -> std::string {
    return "/groups/" + std::to_string(group) + std::string(rest);
  }
  // How many messages of the bot's queue there are now.
  auto heard() -> std::size_t { return updates().size(); }
};

TEST_F(Groups, are_founded_with_people) {
  auto const answer = post("/groups", {{"title", "Managers"}, {"people", {kAnna, kBoris}}});

  EXPECT_LT(answer.at("id").as_int64(), 0);
  EXPECT_EQ(answer.at("type"), "group");
  EXPECT_TRUE(answer.at("topics").as_array().empty());
  EXPECT_EQ(view(answer.at("id").as_int64(), kBoris).at("title"), "Managers");
}

TEST_F(Groups, have_the_first_of_their_people_for_administrator) {
  auto const group = group_with_bot({kBoris, kAnna});

  auto const administrators = call("getChatAdministrators", {{"chat_id", group}}).result().as_array();
  ASSERT_EQ(administrators.size(), 1u);
  EXPECT_EQ(administrators[0].as_object().at("status"), "creator");
  EXPECT_EQ(administrators[0].as_object().at("user").as_object().at("id"), kBoris);
  auto const status = [&](std::int64_t user) {
    auto const told = call("getChatMember", {{"chat_id", group}, {"user_id", user}});
    return std::string(told.result().as_object().at("status").as_string());
  };
  EXPECT_EQ(status(kBoris), "creator");
  EXPECT_EQ(status(kAnna), "member");
}

TEST_F(Groups, with_topics_are_supergroups_and_forums) {
  auto const answer =
      post("/groups", {{"title", "Office"}, {"people", {kAnna}}, {"topics", {"Plans", "Facts"}}});

  EXPECT_EQ(answer.at("type"), "supergroup");
  EXPECT_LT(answer.at("id").as_int64(), -1'000'000'000'000);
  auto const& topics = answer.at("topics").as_array();
  ASSERT_EQ(topics.size(), 2u);
  EXPECT_EQ(topics[0].as_object().at("name"), "Plans");
  EXPECT_NE(topics[0].as_object().at("id"), topics[1].as_object().at("id"));
}

TEST_F(Groups, without_title_people_or_sense_are_refused) {
  EXPECT_EQ(post("/groups", {{"people", {kAnna}}}).status, 400);
  EXPECT_EQ(post("/groups", {{"title", "X"}}).status, 400);
  EXPECT_EQ(post("/groups", {{"title", "X"}, {"people", json::array()}}).status, 400);
  EXPECT_EQ(post("/groups", {{"title", "X"}, {"people", {99}}}).status, 404);
  EXPECT_EQ(post("/groups", {{"title", "X"}, {"people", {"a"}}}).status, 400);
  EXPECT_EQ(post("/groups", {{"title", "X"}, {"people", {kAnna}}, {"type", "channel"}}).status, 400);
  EXPECT_EQ(
      post("/groups", {{"title", "X"}, {"people", {kAnna}}, {"type", "group"}, {"topics", {"A"}}}).status,
      400);
  EXPECT_EQ(post("/groups", {{"title", std::string(129, 'x')}, {"people", {kAnna}}}).status, 400);
}

TEST_F(Groups, a_bot_that_is_let_in_is_told_by_whom) {
  auto const group = group_of({kAnna});

  EXPECT_EQ(post(path(group, "/bots"), {{"bot", kBot}, {"from", kAnna}}).text, "{}");

  auto const came = updates();
  ASSERT_EQ(came.size(), 2u);
  auto const& member = came[0].at("my_chat_member").as_object();
  EXPECT_EQ(member.at("chat").as_object().at("id"), group);
  EXPECT_EQ(member.at("from").as_object().at("id"), kAnna);
  EXPECT_EQ(member.at("old_chat_member").as_object().at("status"), "left");
  EXPECT_EQ(member.at("new_chat_member").as_object().at("status"), "member");
  auto const& message = came[1].at("message").as_object();
  EXPECT_EQ(message.at("new_chat_members").as_array().at(0).as_object().at("id"), kBot);
  auto const seen = view(group, kAnna).at("messages").as_array().at(0).as_object();
  EXPECT_EQ(seen.at("service"), "joined");
  EXPECT_EQ(seen.at("whom"), kBot);
}

TEST_F(Groups, letting_in_who_is_in_is_no_news) {
  auto const group = group_with_bot({kAnna});

  EXPECT_EQ(post(path(group, "/bots"), {{"bot", kBot}, {"from", kAnna}}).text, "{}");

  EXPECT_EQ(heard(), 0u);
}

TEST_F(Groups, a_bot_that_is_thrown_out_is_told_and_can_write_no_more) {
  auto const group = group_with_bot({kAnna});

  EXPECT_EQ(remove(path(group, "/bots/123456?from=7")).text, "{}");

  auto const came = updates();
  ASSERT_EQ(came.size(), 2u);
  EXPECT_EQ(came[0].at("message").as_object().at("left_chat_member").as_object().at("id"), kBot);
  EXPECT_EQ(came[1].at("my_chat_member").as_object().at("new_chat_member").as_object().at("status"),
            "kicked");
  auto const told = call("sendMessage", {{"chat_id", group}, {"text", "x"}});
  EXPECT_EQ(told.error(), "Forbidden: bot was kicked from the group chat");
  say_in(group, kAnna, "/plan");
  EXPECT_EQ(heard(), 0u);
}

TEST_F(Groups, only_their_people_let_bots_in_and_throw_them_out) {
  auto const group = group_with_bot({kAnna});

  EXPECT_EQ(remove(path(group, "/bots/123456?from=8")).status, 409);
  EXPECT_EQ(post(path(group, "/bots"), {{"bot", kBot}, {"from", kBoris}}).status, 409);
  EXPECT_EQ(post(path(-99, "/bots"), {{"bot", kBot}, {"from", kAnna}}).status, 404);
  EXPECT_EQ(post(path(kAnna, "/bots"), {{"bot", kBot}, {"from", kAnna}}).status, 404);
}

TEST_F(Groups, a_bot_hears_commands_mentions_and_replies_only) {
  auto const group = group_with_bot({kAnna});
  auto const asked = sent_by_bot(group);

  say_in(group, kAnna, "just talking of 5/6 and a/b");
  EXPECT_EQ(heard(), 0u);
  say_in(group, kAnna, "/plan");
  EXPECT_EQ(heard(), 1u);
  say_in(group, kAnna, "/plan@Plan_Bot 12");
  EXPECT_EQ(heard(), 1u);
  say_in(group, kAnna, "/plan@other_bot 12");
  EXPECT_EQ(heard(), 0u);
  say_in(group, kAnna, "😀 what says @plan_bot?");
  EXPECT_EQ(heard(), 1u);
  say_in(group, kAnna, "what says @boris?");
  EXPECT_EQ(heard(), 0u);
  post(chat(group, "/messages"), {{"from", kAnna}, {"text", "12"}, {"reply_to", asked}});
  EXPECT_EQ(heard(), 1u);
}

TEST_F(Groups, a_bot_that_may_read_everything_does) {
  auto const group = group_with_bot({kAnna});
  post("/bots", {{"token", kToken},
                 {"username", "plan_bot"},
                 {"first_name", "Plan"},
                 {"reads_all_group_messages", true}});

  say_in(group, kAnna, "just talking");

  EXPECT_EQ(heard(), 1u);
}

TEST_F(Groups, what_is_said_in_a_topic_carries_it) {
  auto const answer = post("/groups", {{"title", "Office"}, {"people", {kAnna}}, {"topics", {"Plans"}}});
  auto const group = answer.at("id").as_int64();
  auto const topic = answer.at("topics").as_array().at(0).as_object().at("id").as_int64();
  post(path(group, "/bots"), {{"bot", kBot}, {"from", kAnna}});
  updates();

  auto const said = post(chat(group, "/messages"), {{"from", kAnna}, {"text", "/plan"}, {"thread", topic}});

  EXPECT_EQ(said.at("thread"), topic);
  auto const message = updates().at(0).at("message").as_object();
  EXPECT_EQ(message.at("message_thread_id"), topic);
  EXPECT_EQ(message.at("is_topic_message"), true);
  EXPECT_EQ(message.at("chat").as_object().at("is_forum"), true);
  EXPECT_EQ(post(chat(group, "/messages"), {{"from", kAnna}, {"text", "x"}, {"thread", 99}}).status, 404);
}

TEST_F(Groups, one_that_becomes_a_supergroup_tells_its_new_id) {
  auto const group = group_with_bot({kAnna, kBoris});

  auto const heir = post(path(group, "/migrate"), {}).at("id").as_int64();

  EXPECT_LT(heir, -1'000'000'000'000);
  auto const came = updates();
  ASSERT_EQ(came.size(), 2u);
  auto const& farewell = came[0].at("message").as_object();
  EXPECT_EQ(farewell.at("chat").as_object().at("id"), group);
  EXPECT_EQ(farewell.at("migrate_to_chat_id"), heir);
  auto const& welcome = came[1].at("message").as_object();
  EXPECT_EQ(welcome.at("chat").as_object().at("id"), heir);
  EXPECT_EQ(welcome.at("migrate_from_chat_id"), group);
  auto const told = call("sendMessage", {{"chat_id", group}, {"text", "x"}});
  EXPECT_EQ(told.error(), "Bad Request: group chat was upgraded to a supergroup chat");
  EXPECT_EQ(told.body.at("parameters").as_object().at("migrate_to_chat_id"), heir);
  EXPECT_TRUE(call("sendMessage", {{"chat_id", heir}, {"text", "x"}}).ok());
}

TEST_F(Groups, one_that_has_moved_is_left_behind) {
  auto const group = group_with_bot({kAnna});
  auto const heir = post(path(group, "/migrate"), {}).at("id").as_int64();

  EXPECT_EQ(say_in(group, kAnna, "/plan").status, 409);
  EXPECT_EQ(post(path(group, "/migrate"), {}).status, 409);
  EXPECT_EQ(post(path(heir, "/migrate"), {}).status, 409);
  EXPECT_EQ(view(group, kAnna).at("migrated_to"), heir);
  auto const chats = get("/people/7/chats?bot=123456").at("chats").as_array();
  ASSERT_EQ(chats.size(), 1u);
  EXPECT_EQ(chats[0].as_object().at("id"), heir);
}

}  // namespace
}  // namespace pb::telegram::simulator
