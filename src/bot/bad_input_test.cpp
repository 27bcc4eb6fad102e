#include "bot/test_chat.h"
#include "store/group_chats.h"
#include "telegram/decode.h"

// What Telegram and people may send at the worst: nothing is lost, nothing is saved twice, everybody gets an
// answer.
namespace pb::bot {
namespace {

using store::units;
using testing::HasSubstr;
using testing::IsEmpty;

class BadInput : public TestChat {
 protected:
  BadInput() {
    auto const kyiv = add_office("Київ");
    centre_ = add_territory(kyiv, "Центр");
    manager_ = person("Олена", Role::manager, kyiv);
    type(manager_, "/start");
  }
  void open_form() { press(manager_, "Центр"); }
  auto form_is_open() -> bool {
    type(manager_, "4200");
    return read([&](store::Unit& unit) {
      auto const plan = store::find_plan(unit.sql, centre_, today_);
      return plan && plan->amount == units(4'200);
    });
  }
  auto send(std::string_view json) -> Shown const& {
    auto const update = telegram::decode_update(json);
    EXPECT_TRUE(update.has_value());
    return take(manager_, *update);
  }

  TerritoryId centre_{};
  std::int64_t manager_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, BadInput, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(BadInput, five_megabytes_of_text_leave_the_form_open) {
  open_form();

  EXPECT_THAT(type(manager_, std::string(5'000'000, '9')).html, HasSubstr("забагато тексту"));
  EXPECT_TRUE(form_is_open());
}

TEST_P(BadInput, a_voice_message_is_answered_politely_and_leaves_the_form_open) {
  open_form();
  telegram::Update update;
  update.message = message_from(manager_, std::nullopt);
  update.message->voice = telegram::FileRef{.file_id = "f", .file_name = {}};

  EXPECT_THAT(take(manager_, update).html, HasSubstr("Голосових повідомлень"));
  EXPECT_TRUE(form_is_open());
}

TEST_P(BadInput, a_picture_leaves_the_form_open) {
  open_form();
  telegram::Update update;
  update.message = message_from(manager_, std::nullopt);

  EXPECT_THAT(take(manager_, update).html, HasSubstr("лише текст"));
  EXPECT_TRUE(form_is_open());
}

TEST_P(BadInput, commands_for_other_bots_are_no_answer_to_a_form) {
  open_form();

  EXPECT_THAT(type(manager_, "/price@other_bot 500").html, HasSubstr("Не зрозумів"));
  EXPECT_TRUE(form_is_open());
}

TEST_P(BadInput, an_unknown_command_leaves_the_form_open) {
  open_form();

  EXPECT_THAT(type(manager_, "/unknown").html, HasSubstr("Не зрозумів"));
  EXPECT_TRUE(form_is_open());
}

TEST_P(BadInput, cancel_closes_the_form) {
  open_form();

  EXPECT_THAT(type(manager_, "/cancel").html, HasSubstr("Скасовано"));
  EXPECT_FALSE(form_is_open());
}

TEST_P(BadInput, buttons_that_nobody_made_show_how_things_are) {
  for (auto const* data : {"",
                           ":",
                           "plan",
                           "plan:x:y",
                           "plan:9223372036854775807:1",
                           "plan_set:1:20103:-9223372036854775808",
                           "fact_set:1:24300:0:99999999999999999",
                           "card:p:1:24300:0",
                           "card:q",
                           "fix:f:1:999999:0",
                           "sheet:p:-1:0:0:-5",
                           "sheet:f:999:24300:0:99999999999",
                           "statistics:24300:0:1",
                           "statistics:22800:26400",
                           "report:99999999",
                           "people:0:-7",
                           "history:p:1:24300:20103",
                           "a_verb_of_last_year:1",
                           "range_ask",
                           "schedule:nothing",
                           "notice:nothing",
                           "language:xx",
                           "quiet:1",
                           "quiet:99999:-5",
                           "reminder:99999",
                           "\xff\xfe",
                           "plan:1:20103:::::::"}) {
    press_data(manager_, data);
    EXPECT_FALSE(screen(manager_).keyboard.empty()) << data;
  }
  EXPECT_THAT(event_types(), IsEmpty());
}

TEST_P(BadInput, an_old_button_says_so) {
  press_data(manager_, "a_verb_of_last_year:1");

  EXPECT_THAT(said(), HasSubstr("застаріла"));
  EXPECT_THAT(screen(manager_).html, HasSubstr("⬜ Центр"));
}

TEST_P(BadInput, a_button_without_its_message_is_answered_in_the_persons_chat) {
  telegram::Update update;
  update.callback_query = telegram::CallbackQuery{.id = "c",
                                                  .from = user_of(manager_),
                                                  .message = std::nullopt,
                                                  .data = "plan:1:" + std::to_string(today_.days)};

  EXPECT_THAT(take(manager_, update).html, HasSubstr("Центр"));
}

TEST_P(BadInput, kinds_of_updates_that_we_do_not_know_have_no_effect) {
  auto const before = messages(manager_).size();

  send(
      R"({"update_id":1,"edited_message":{"message_id":5,"date":0,"chat":{"id":700000001,"type":"private"},"text":"5"}})");
  send(
      R"({"update_id":2,"channel_post":{"message_id":5,"date":0,"chat":{"id":-100,"type":"channel"},"text":"/start"}})");
  send(R"({"update_id":3,"poll":{"id":"1"}})");
  send(R"({"update_id":4,"message":"garbage"})");
  send(
      R"({"update_id":5,"message":{"message_id":5,"date":0,"chat":{"id":-5,"type":"group"},"text":"привіт"}})");

  EXPECT_EQ(messages(manager_).size(), before);
}

TEST_P(BadInput, talk_in_groups_and_other_bots_commands_there_are_not_ours) {
  telegram::Chat const group{.id = -500, .type = "group", .title = "Гурт"};
  for (auto const* text : {"/start", "/digest_here@other_bot", "12к", "/help"}) {
    telegram::Update update;
    update.message = message_from(manager_, text, group);
    take(manager_, update);
  }

  EXPECT_THAT(messages(group.id), IsEmpty());
}

TEST_P(BadInput, names_with_emoji_and_turned_directions_do_no_harm) {
  telegram::Update update;
  update.message = message_from(888, "/start");
  update.message->from->first_name =
      "\u202Eяч\u200B<b>👩‍👩‍👧‍👦&\u2066" + std::string(500, 'x');
  auto const owner = person("Власниця", Role::owner);

  take(888, update);

  EXPECT_THAT(screen(owner).html, HasSubstr("&lt;b&gt;👩‍👩‍👧‍👦&amp;"));
  EXPECT_THAT(screen(owner).html, testing::Not(HasSubstr("\u202E")));
}

TEST_P(BadInput, a_strangers_endless_name_fills_no_admins_screen) {
  auto const owner = person("Власниця", Role::owner);
  std::string name;
  while (name.size() < 64'000) name += "Ім\u200Dя\n<b>";
  telegram::Update update;
  update.message = message_from(555, "/start");
  update.message->from->first_name = name;

  take(555, update);

  EXPECT_EQ(messages(owner).size(), 1U);
  EXPECT_LT(screen(owner).html.size(), 2'000U);
  EXPECT_EQ(messages(555).size(), 1U);
}

TEST_P(BadInput, a_group_that_moves_is_followed_whoever_tells) {
  auto const owner = person("Власниця", Role::owner);
  telegram::Chat const group{.id = -100'500, .type = "group", .title = "Звіти"};
  telegram::Update subscribed;
  subscribed.message = message_from(owner, "/digest_here", group);
  take(owner, subscribed);
  telegram::Update moved;
  moved.message = message_from(owner, std::nullopt, group);
  moved.message->from.reset();
  moved.message->migrate_to_chat_id = -1'000'500;

  take(owner, moved);

  auto const groups = read([](store::Unit& unit) { return store::digest_group_chats(unit.sql); });
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups.front().chat_id, -1'000'500);
}

TEST_P(BadInput, an_admin_who_hides_in_a_group_is_told_so_and_changes_nothing) {
  person("Власниця", Role::owner);
  telegram::Chat const group{.id = -1'000'501, .type = "supergroup", .title = "Звіти"};
  telegram::Update update;
  update.message = message_from(1'087'968'824, "/digest_here@profit_test_bot", group);
  update.message->from->is_bot = true;

  take(group.id, update);

  EXPECT_THAT(screen(group.id).html, HasSubstr("Анонімність"));
  EXPECT_EQ(read([](store::Unit& unit) { return store::digest_group_chats(unit.sql).size(); }), 0U);

  update.message->text = "усім привіт";
  take(group.id, update);
  EXPECT_EQ(messages(group.id).size(), 1U);
}

TEST_P(BadInput, more_offices_wait_than_telegram_has_room_for_buttons) {
  auto const owner = person("Власниця", Role::owner);
  for (int n = 0; n < 110; ++n) {
    auto const office = add_office("Офіс " + std::to_string(n));
    add_territory(office, "Гео " + std::to_string(n));
    person("Менеджер " + std::to_string(n), Role::manager, office);
  }

  press_data(owner, "missing");

  EXPECT_GT(buttons_of(screen(owner)).size(), 90U);
  EXPECT_TRUE(find_button(screen(owner).keyboard, "home"));
}

TEST_P(BadInput, a_person_who_stopped_the_bot_is_not_asked_until_they_are_back) {
  telegram::Update gone;
  gone.my_chat_member = telegram::ChatMemberUpdated{.chat = {.id = manager_, .type = "private", .title = {}},
                                                    .from = user_of(manager_),
                                                    .new_status = "kicked"};
  take(manager_, gone);
  auto const reachable = [&] {
    return read([&](store::Unit& unit) { return people::find_by_telegram(unit, manager_)->reachable; });
  };
  EXPECT_FALSE(reachable());

  type(manager_, "/start");

  EXPECT_TRUE(reachable());
}

TEST_P(BadInput, a_group_that_throws_the_bot_out_gets_nothing_any_more) {
  auto const owner = person("Власниця", Role::owner);
  telegram::Chat const group{.id = -500, .type = "group", .title = "Гурт"};
  telegram::Update update;
  update.message = message_from(owner, "/digest_here", group);
  take(owner, update);
  ASSERT_EQ(read([](store::Unit& unit) { return store::digest_group_chats(unit.sql).size(); }), 1U);

  telegram::Update kicked;
  kicked.my_chat_member =
      telegram::ChatMemberUpdated{.chat = group, .from = user_of(owner), .new_status = "kicked"};
  take(owner, kicked);

  EXPECT_EQ(read([](store::Unit& unit) { return store::digest_group_chats(unit.sql).size(); }), 0U);
}

}  // namespace
}  // namespace pb::bot
