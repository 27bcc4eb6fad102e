#include <gmock/gmock.h>

#include "telegram/simulator/person_fixture.h"

namespace pb::telegram::simulator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

auto ids(json::value const& messages) -> std::vector<std::int64_t> {
  std::vector<std::int64_t> result;
  for (auto const& message : messages.as_array()) result.push_back(message.as_object().at("id").as_int64());
  return result;
}

auto version(Answered const& view) -> std::uint64_t {
  return view.at("version").to_number<std::uint64_t>();
}

class PersonReads : public PersonFixture {
 protected:
  auto view_later(std::int64_t chat_id, std::int64_t person, std::uint64_t after, int wait)
      -> std::future<Answered> {
    return get_later(chat(chat_id) + "?as=" + std::to_string(person) + "&after=" + std::to_string(after) +
                     "&wait=" + std::to_string(wait));
  }
};

TEST_F(PersonReads, a_chat_shows_everything_said_in_it) {
  say(kAnna, "/start");
  sent_by_bot(kAnna,
              {{"text", "<b>Plan</b>?"},
               {"parse_mode", "HTML"},
               {"reply_markup", {{"inline_keyboard", {{{{"text", "Yes"}, {"callback_data", "y"}}}}}}}});

  auto const answer = view(kAnna, kAnna);

  EXPECT_EQ(answer.at("type"), "private");
  EXPECT_EQ(answer.at("title"), "Plan");
  EXPECT_EQ(answer.at("blocked"), false);
  EXPECT_TRUE(answer.at("reply_keyboard").is_null());
  EXPECT_THAT(answer.at("deleted").as_array(), IsEmpty());
  auto const& messages = answer.at("messages").as_array();
  ASSERT_EQ(messages.size(), 2u);
  auto const& asked = messages[1].as_object();
  EXPECT_EQ(asked.at("from"), kBot);
  EXPECT_EQ(asked.at("is_bot"), true);
  EXPECT_EQ(asked.at("text"), "Plan?");
  EXPECT_EQ(json::serialize(asked.at("entities")), R"([{"type":"bold","offset":0,"length":4}])");
  EXPECT_EQ(json::serialize(asked.at("inline_keyboard")), R"([[{"text":"Yes","callback_data":"y"}]])");
}

TEST_F(PersonReads, only_what_has_changed_since_is_told) {
  say(kAnna, "one");
  auto const seen = version(view(kAnna, kAnna));
  auto const second = say(kAnna, "two").at("id").as_int64();

  auto const news = view(kAnna, kAnna, seen);

  EXPECT_THAT(ids(news.at("messages")), ElementsAre(second));
  EXPECT_THAT(ids(view(kAnna, kAnna, version(news)).at("messages")), IsEmpty());
}

TEST_F(PersonReads, what_was_taken_back_is_told_once_and_only_to_who_may_have_seen_it) {
  say(kAnna, "one");
  auto const id = sent_by_bot(kAnna);
  auto const seen = version(view(kAnna, kAnna));

  EXPECT_TRUE(call("deleteMessage", {{"chat_id", kAnna}, {"message_id", id}}).ok());

  EXPECT_EQ(view(kAnna, kAnna, seen).at("deleted"), (json::array{id}));
  EXPECT_THAT(view(kAnna, kAnna).at("deleted").as_array(), IsEmpty());
  EXPECT_EQ(view(kAnna, kAnna).at("messages").as_array().size(), 1u);
}

TEST_F(PersonReads, a_message_the_bot_has_changed_is_told_again) {
  say(kAnna, "hello");
  auto const id = sent_by_bot(kAnna);
  auto const seen = version(view(kAnna, kAnna));

  EXPECT_TRUE(call("editMessageText", {{"chat_id", kAnna}, {"message_id", id}, {"text", "Fact?"}}).ok());

  auto const news = view(kAnna, kAnna, seen);
  ASSERT_THAT(ids(news.at("messages")), ElementsAre(id));
  EXPECT_EQ(news.at("messages").as_array()[0].as_object().at("text"), "Fact?");
  EXPECT_EQ(news.at("messages").as_array()[0].as_object().at("edited"), true);
}

TEST_F(PersonReads, a_chat_in_which_nothing_was_said_is_empty_and_can_be_waited_for) {
  auto const empty = view(kAnna, kAnna);
  EXPECT_EQ(empty.at("title"), "Plan");
  EXPECT_THAT(empty.at("messages").as_array(), IsEmpty());
  EXPECT_EQ(empty.at("version"), empty.at("first_version"));

  auto waiting = view_later(kAnna, kAnna, version(empty), 30);
  auto const said = say(kAnna, "hello").at("id").as_int64();

  EXPECT_THAT(ids(waiting.get().at("messages")), ElementsAre(said));
}

TEST_F(PersonReads, who_waits_is_answered_when_the_bot_writes) {
  say(kAnna, "hello");
  auto waiting = view_later(kAnna, kAnna, version(view(kAnna, kAnna)), 30);

  auto const asked = sent_by_bot(kAnna);

  EXPECT_THAT(ids(waiting.get().at("messages")), ElementsAre(asked));
}

TEST_F(PersonReads, many_can_wait_at_once) {
  say(kAnna, "hello");
  auto const seen = version(view(kAnna, kAnna));
  std::vector<std::future<Answered>> waiting;
  for (int i = 0; i < 50; ++i) waiting.push_back(view_later(kAnna, kAnna, seen, 30));

  auto const asked = sent_by_bot(kAnna);

  for (auto& one : waiting) EXPECT_THAT(ids(one.get().at("messages")), ElementsAre(asked));
}

TEST_F(PersonReads, waiting_ends_with_no_news_at_its_time) {
  say(kAnna, "hello");
  auto const seen = version(view(kAnna, kAnna));

  auto const answer = view_later(kAnna, kAnna, seen, 1).get();

  EXPECT_EQ(version(answer), seen);
  EXPECT_THAT(answer.at("messages").as_array(), IsEmpty());
}

TEST_F(PersonReads, what_the_bot_is_doing_is_told_until_it_is_over) {
  say(kAnna, "hello");
  core_.ask([&](World& world) {
    auto* const chat = world.chat({.bot = kBot, .id = kAnna});
    chat->action = {
        .bot = kBot, .action = "typing", .until = world.steady_now() + std::chrono::milliseconds(200)};
    world.changed(*chat);
  });

  auto const busy = view(kAnna, kAnna);
  EXPECT_EQ(busy.at("action"), "typing");

  auto const idle = view_later(kAnna, kAnna, version(busy), 30).get();
  EXPECT_FALSE(idle.body.as_object().contains("action"));
}

TEST_F(PersonReads, a_version_of_an_earlier_run_is_answered_with_everything) {
  say(kAnna, "hello");

  auto const answer = view(kAnna, kAnna, 12);

  EXPECT_EQ(answer.at("messages").as_array().size(), 1u);
  EXPECT_GT(answer.at("first_version").to_number<std::uint64_t>(), 12u);
}

TEST_F(PersonReads, keys_under_the_input_field_are_shown) {
  say(kAnna, "hello");
  sent_by_bot(kAnna, {{"reply_markup",
                       {{"keyboard", json::array{json::array{"A", "B"}}}, {"resize_keyboard", true}}}});

  EXPECT_EQ(json::serialize(view(kAnna, kAnna).at("reply_keyboard")),
            R"({"keyboard":[[{"text":"A"},{"text":"B"}]],"resize_keyboard":true})");
}

TEST_F(PersonReads, the_bot_typing_is_told) {
  say(kAnna, "hello");
  EXPECT_TRUE(call("sendChatAction", {{"chat_id", kAnna}, {"action", "typing"}}).ok());

  EXPECT_EQ(view(kAnna, kAnna).at("action"), "typing");

  sent_by_bot(kAnna);
  EXPECT_FALSE(view(kAnna, kAnna).body.as_object().contains("action"));
}

class OfferedCommands : public PersonFixture {
 protected:
  void set(std::string_view name, json::object more) {
    more["commands"] = json::array{{{"command", name}, {"description", "x"}}};
    EXPECT_TRUE(call("setMyCommands", more).ok());
  }
  auto offered(std::int64_t chat_id, std::int64_t person) -> std::string {
    auto const answer =
        get("/bots/123456/commands?chat=" + std::to_string(chat_id) + "&as=" + std::to_string(person));
    std::string names;
    for (auto const& command : answer.at("commands").as_array()) {
      names += command.as_object().at("command").as_string();
    }
    return names;
  }
};

TEST_F(OfferedCommands, are_none_before_the_bot_has_said_any) {
  EXPECT_EQ(offered(kAnna, kAnna), "");
}

TEST_F(OfferedCommands, are_those_of_the_narrowest_scope) {
  say(kAnna, "hello");
  auto const group = group_with_bot({kAnna, kBoris});
  set("default", {});
  EXPECT_EQ(offered(kAnna, kAnna), "default");
  EXPECT_EQ(offered(group, kAnna), "default");

  set("private", {{"scope", {{"type", "all_private_chats"}}}});
  set("groups", {{"scope", {{"type", "all_group_chats"}}}});
  EXPECT_EQ(offered(kAnna, kAnna), "private");
  EXPECT_EQ(offered(kBoris, kBoris), "private");
  EXPECT_EQ(offered(group, kAnna), "groups");

  set("hers", {{"scope", {{"type", "chat"}, {"chat_id", kAnna}}}});
  set("here", {{"scope", {{"type", "chat"}, {"chat_id", group}}}});
  EXPECT_EQ(offered(kAnna, kAnna), "hers");
  EXPECT_EQ(offered(kBoris, kBoris), "private");
  EXPECT_EQ(offered(group, kAnna), "here");

  set("member", {{"scope", {{"type", "chat_member"}, {"chat_id", group}, {"user_id", kAnna}}}});
  EXPECT_EQ(offered(group, kAnna), "member");
  EXPECT_EQ(offered(group, kBoris), "here");
}

TEST_F(OfferedCommands, of_administrators_are_for_who_founded_the_group) {
  auto const group = group_with_bot({kBoris, kAnna});
  set("groups", {{"scope", {{"type", "all_group_chats"}}}});
  set("admins", {{"scope", {{"type", "all_chat_administrators"}}}});
  EXPECT_EQ(offered(group, kBoris), "admins");
  EXPECT_EQ(offered(group, kAnna), "groups");

  set("here", {{"scope", {{"type", "chat"}, {"chat_id", group}}}});
  EXPECT_EQ(offered(group, kBoris), "here");

  set("chief", {{"scope", {{"type", "chat_administrators"}, {"chat_id", group}}}});
  EXPECT_EQ(offered(group, kBoris), "chief");
  EXPECT_EQ(offered(group, kAnna), "here");
}

TEST_F(OfferedCommands, in_the_persons_language_come_before_those_in_any) {
  set("any", {});
  set("uk", {{"language_code", "uk"}});

  EXPECT_EQ(offered(kAnna, kAnna), "uk");
  EXPECT_EQ(offered(kBoris, kBoris), "any");
}

TEST_F(PersonReads, nobody_reads_anothers_chat) {
  say(kAnna, "hello");
  auto const group = group_of({kAnna});

  EXPECT_EQ(view(kAnna, kBoris).status, 409);
  EXPECT_EQ(view(group, kBoris).status, 409);
  EXPECT_EQ(get(chat(kAnna)).error(), "\"as\" must be a whole number");
}

TEST_F(PersonReads, chats_are_listed_with_the_newest_first) {
  auto const group = group_with_bot({kAnna});
  say(kAnna, "private words");
  say_in(group, kAnna, "group words");
  say(kBoris, "of no concern");

  auto const chats = get("/people/7/chats?bot=123456").at("chats").as_array();

  ASSERT_EQ(chats.size(), 2u);
  EXPECT_EQ(chats[0].as_object().at("id"), group);
  EXPECT_EQ(chats[0].as_object().at("title"), "Managers");
  EXPECT_EQ(chats[0].as_object().at("last_text"), "group words");
  EXPECT_EQ(chats[1].as_object().at("id"), kAnna);
  EXPECT_EQ(chats[1].as_object().at("title"), "Plan");
  EXPECT_EQ(chats[1].as_object().at("type"), "private");
  EXPECT_TRUE(chats[1].as_object().contains("last_date"));
}

}  // namespace
}  // namespace pb::telegram::simulator
