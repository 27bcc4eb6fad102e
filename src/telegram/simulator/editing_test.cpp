#include "telegram/simulator/bot_fixture.h"

namespace pb::telegram::simulator {
namespace {

class Editing : public BotFixture {
 protected:
  Editing() { says(kAnna, "/start"); }

  auto edit(std::int64_t id, json::object parameters, std::string_view method = "editMessageText") -> Told {
    parameters.emplace("chat_id", kAnna);
    parameters["message_id"] = id;
    return call(method, parameters);
  }
  static auto keyboard(std::string_view data) -> json::object {
    json::array const row{json::object{{"text", "Yes"}, {"callback_data", data}}};
    return {{"inline_keyboard", json::array{row}}};
  }
};

TEST_F(Editing, text_and_keyboard_are_replaced) {
  auto const id = sent(kAnna, {{"text", "Plan?"}, {"reply_markup", keyboard("a")}});

  auto const told = edit(id, {{"text", "<i>Fact?</i>"}, {"parse_mode", "HTML"}});

  ASSERT_TRUE(told.ok()) << told.error();
  EXPECT_TRUE(told.result().as_object().contains("edit_date"));
  auto const message = seen(kAnna, id);
  EXPECT_EQ(message->text.text, "Fact?");
  EXPECT_TRUE(message->inline_keyboard.is_null()) << "an edit without a keyboard takes it away";
}

TEST_F(Editing, an_edit_that_changes_nothing_is_refused) {
  auto const id = sent(kAnna, {{"text", "Plan?"}, {"reply_markup", keyboard("a")}});
  constexpr std::string_view kNotModified =
      "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
      "same as a current content and reply markup of the message";

  EXPECT_EQ(edit(id, {{"text", " Plan? "}, {"reply_markup", keyboard("a")}}).error(), kNotModified);
  EXPECT_EQ(edit(id, {{"reply_markup", keyboard("a")}}, "editMessageReplyMarkup").error(), kNotModified);
  EXPECT_TRUE(edit(id, {{"text", "Plan?"}, {"reply_markup", keyboard("b")}}).ok());
  EXPECT_TRUE(edit(id, {}, "editMessageReplyMarkup").ok());
}

TEST_F(Editing, only_the_bots_own_messages_that_are_there_can_be_edited) {
  auto const hers = says(kAnna, "mine");
  auto const gone = sent(kAnna, {{"text", "gone"}});
  ASSERT_TRUE(call("deleteMessage", {{"chat_id", kAnna}, {"message_id", gone}}).ok());

  EXPECT_EQ(edit(hers, {{"text", "a"}}).error(), "Bad Request: message can't be edited");
  EXPECT_EQ(edit(gone, {{"text", "a"}}).error(), "Bad Request: message to edit not found");
  EXPECT_EQ(edit(999, {{"text", "a"}}).error(), "Bad Request: message to edit not found");
  EXPECT_EQ(call("editMessageText", {{"chat_id", kAnna}, {"text", "a"}}).error(),
            "Bad Request: message identifier is not specified");
}

TEST_F(Editing, captions_and_texts_are_not_each_other) {
  auto const text = sent(kAnna, {{"text", "a"}});
  auto const file = upload("sendDocument", "document", "a.txt", "bytes", {{"chat_id", "7"}})
                        .result()
                        .at("message_id")
                        .as_int64();

  EXPECT_EQ(edit(file, {{"text", "b"}}).error(), "Bad Request: there is no text in the message to edit");
  EXPECT_EQ(edit(text, {{"caption", "b"}}, "editMessageCaption").error(),
            "Bad Request: there is no caption in the message to edit");
  EXPECT_TRUE(edit(file, {{"caption", "b"}}, "editMessageCaption").ok());
  EXPECT_EQ(edit(file, {{"caption", std::string(1025, 'b')}}, "editMessageCaption").error(),
            "Bad Request: message caption is too long");
}

TEST_F(Editing, a_deleted_message_is_gone) {
  auto const mine = sent(kAnna, {{"text", "a"}});
  auto const hers = says(kAnna, "b");

  EXPECT_TRUE(call("deleteMessage", {{"chat_id", kAnna}, {"message_id", mine}}).ok());
  EXPECT_TRUE(call("deleteMessages", {{"chat_id", kAnna}, {"message_ids", json::array{hers, 999}}}).ok());

  EXPECT_FALSE(seen(kAnna, mine));
  EXPECT_FALSE(seen(kAnna, hers));
  EXPECT_EQ(call("deleteMessage", {{"chat_id", kAnna}, {"message_id", mine}}).error(),
            "Bad Request: message to delete not found");
}

TEST_F(Editing, a_message_of_two_days_ago_stays) {
  auto const id = sent(kAnna, {{"text", "a"}});
  change_chat(kAnna, [id](Chat& chat) { chat.find(id)->date -= std::chrono::hours(49); });

  auto const told = call("deleteMessage", {{"chat_id", kAnna}, {"message_id", id}});

  EXPECT_EQ(told.error(), "Bad Request: message can't be deleted for everyone");
  EXPECT_TRUE(seen(kAnna, id));
}

class Answering : public BotFixture {
 protected:
  explicit Answering(Limits limits = generous()) : BotFixture(limits) { says(kAnna, "/start"); }

  auto press() -> std::string {
    return core_.ask([](World& world) { return world.open_callback(*world.bot(kBot), kAnna).id; });
  }
  static constexpr std::string_view kTooOld =
      "Bad Request: query is too old and response timeout expired or query ID is invalid";
};

TEST_F(Answering, the_person_gets_the_first_answer) {
  auto const id = press();

  auto const first =
      call("answerCallbackQuery", {{"callback_query_id", id}, {"text", "Saved"}, {"show_alert", true}});
  auto const second = call("answerCallbackQuery", {{"callback_query_id", id}, {"text", "Again"}});

  EXPECT_TRUE(first.ok()) << first.error();
  EXPECT_TRUE(second.ok()) << second.error();
  core_.ask([&](World& world) {
    EXPECT_EQ(world.callback(id)->text, "Saved");
    EXPECT_TRUE(world.callback(id)->show_alert);
  });
}

TEST_F(Answering, an_unknown_press_or_too_long_an_answer_is_refused) {
  EXPECT_EQ(call("answerCallbackQuery", {{"callback_query_id", "1"}}).error(), kTooOld);
  EXPECT_EQ(
      call("answerCallbackQuery", {{"callback_query_id", press()}, {"text", std::string(201, 'a')}}).error(),
      "Bad Request: MESSAGE_TOO_LONG");
}

class AnsweringLate : public Answering {
 protected:
  AnsweringLate() : Answering(Limits{.callback_lifetime = std::chrono::seconds(0)}) {}
};

TEST_F(AnsweringLate, an_old_press_can_no_longer_be_answered) {
  EXPECT_EQ(call("answerCallbackQuery", {{"callback_query_id", press()}}).error(), kTooOld);
}

}  // namespace
}  // namespace pb::telegram::simulator
