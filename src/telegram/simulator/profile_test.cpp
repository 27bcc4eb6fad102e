#include "telegram/simulator/bot_fixture.h"
#include "telegram/simulator/commands.h"

namespace pb::telegram::simulator {
namespace {

class Profile : public BotFixture {
 protected:
  Profile() { says(kAnna, "/start"); }

  static auto list(std::string_view command) -> json::array {
    return {json::object{{"command", command}, {"description", "Does it"}}};
  }
  static auto chat_scope(std::int64_t chat) -> json::object { return {{"type", "chat"}, {"chat_id", chat}}; }
  auto offered(std::int64_t person) -> json::array {
    return core_.ask([&](World& world) {
      auto& bot = *world.bot(kBot);
      auto const& somebody = *world.person(person);
      return offered_commands(bot, world.open_private_chat(bot, somebody), somebody);
    });
  }
};

TEST_F(Profile, a_bot_knows_itself) {
  auto const told = call("getMe");

  EXPECT_EQ(told.result().at("id").as_int64(), kBot);
  EXPECT_EQ(told.result().at("username").as_string(), "plan_bot");
  EXPECT_TRUE(told.result().at("is_bot").as_bool());
}

TEST_F(Profile, the_narrowest_list_in_the_persons_language_is_offered) {
  call("setMyCommands", {{"commands", list("all")}});
  call("setMyCommands", {{"commands", list("all_uk")}, {"language_code", "uk"}});
  call("setMyCommands", {{"commands", list("annas")}, {"scope", chat_scope(kAnna)}});

  EXPECT_EQ(offered(kAnna), list("annas"));
  EXPECT_EQ(offered(kBoris), list("all"));

  call("deleteMyCommands", {{"scope", chat_scope(kAnna)}});
  EXPECT_EQ(offered(kAnna), list("all_uk"));
  EXPECT_EQ(call("getMyCommands", {{"language_code", "uk"}}).result(), list("all_uk"));
  EXPECT_TRUE(call("getMyCommands", {{"scope", chat_scope(kAnna)}}).result().as_array().empty());
}

TEST_F(Profile, commands_that_cannot_be_are_refused) {
  auto const refusal = [&](json::value const& commands, json::object parameters = {}) {
    parameters["commands"] = commands;
    return call("setMyCommands", parameters).error();
  };
  json::array many;
  for (int index = 0; index < 101; ++index) many.push_back(list("a")[0]);

  EXPECT_EQ(refusal(list("Plan")), "Bad Request: BOT_COMMAND_INVALID");
  EXPECT_EQ(refusal(list("")), "Bad Request: command must be non-empty");
  EXPECT_EQ(refusal(many), "Bad Request: BOT_COMMANDS_TOO_MUCH");
  EXPECT_EQ(refusal(json::array{json::object{{"command", "a"}}}),
            "Bad Request: can't parse BotCommand: Can't find field \"description\"");
  EXPECT_EQ(refusal(list("a"), {{"scope", chat_scope(99)}}), "Bad Request: chat not found");
  EXPECT_EQ(refusal(list("a"), {{"language_code", "ukr"}}), "Bad Request: invalid language code specified");
}

TEST_F(Profile, name_and_descriptions_are_kept_by_language) {
  call("setMyName", {{"name", "План"}, {"language_code", "uk"}});
  call("setMyDescription", {{"description", "Counts"}});

  EXPECT_EQ(call("getMyName").result().at("name").as_string(), "Plan");
  EXPECT_EQ(call("getMyName", {{"language_code", "uk"}}).result().at("name").as_string(), "План");
  EXPECT_EQ(call("getMyDescription", {{"language_code", "uk"}}).result().at("description").as_string(),
            "Counts");
  EXPECT_EQ(call("setMyShortDescription", {{"short_description", std::string(121, 'a')}}).status, 400);
}

TEST_F(Profile, a_menu_button_is_one_chats_or_everybodys) {
  json::object const app{
      {"type", "web_app"}, {"text", "Open"}, {"web_app", json::object{{"url", "https://localhost"}}}};

  EXPECT_TRUE(call("setChatMenuButton", {{"chat_id", kAnna}, {"menu_button", app}}).ok());

  EXPECT_EQ(call("getChatMenuButton", {{"chat_id", kAnna}}).result(), app);
  EXPECT_EQ(call("getChatMenuButton").result().at("type").as_string(), "default");
}

TEST_F(Profile, a_bot_learns_who_is_in_a_group_and_can_leave_it) {
  auto const group = found_group();

  EXPECT_EQ(call("getChat", {{"chat_id", group}}).result().at("title").as_string(), "Office");
  EXPECT_EQ(call("getChatMemberCount", {{"chat_id", group}}).result().to_number<int>(), 3);
  EXPECT_EQ(call("getChatMember", {{"chat_id", group}, {"user_id", kAnna}}).result().at("status").as_string(),
            "member");
  EXPECT_EQ(call("getChatMember", {{"chat_id", group}, {"user_id", 99}}).error(),
            "Bad Request: user not found");
  EXPECT_TRUE(call("getChatAdministrators", {{"chat_id", group}}).ok());

  EXPECT_TRUE(call("leaveChat", {{"chat_id", group}}).ok());

  EXPECT_EQ(call("sendMessage", {{"chat_id", group}, {"text", "a"}}).error(),
            "Forbidden: bot is not a member of the group chat");
  EXPECT_EQ(call("leaveChat", {{"chat_id", kAnna}}).status, 400);
}

TEST_F(Profile, a_message_can_be_pinned) {
  auto const id = sent(kAnna, {{"text", "Rules"}});

  EXPECT_TRUE(call("pinChatMessage", {{"chat_id", kAnna}, {"message_id", id}}).ok());

  auto const chat = call("getChat", {{"chat_id", kAnna}});
  EXPECT_EQ(chat.result().at("pinned_message").at("text").as_string(), "Rules");
  EXPECT_EQ(call("pinChatMessage", {{"chat_id", kAnna}, {"message_id", 999}}).error(),
            "Bad Request: message to pin not found");
}

}  // namespace
}  // namespace pb::telegram::simulator
