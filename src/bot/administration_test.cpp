#include "bot/test_chat.h"
#include "collection/schedules.h"
#include "people/invitations.h"
#include "people/organisation.h"
#include "people/users.h"
#include "store/access_requests.h"
#include "store/targets.h"

// What owners and admins do: set up, let people in, keep offices, geos, times and targets.
namespace pb::bot {
namespace {

using store::units;
using testing::HasSubstr;
using testing::Not;

class AdminChat : public TestChat {
 protected:
  AdminChat() { owner_ = person("Власниця", Role::owner); }

  // The token of the newest invitation shown to somebody.
  auto token_shown_to(std::int64_t tg) -> std::string {
    auto const& html = screen(tg).html;
    auto const at = html.find("?start=");
    EXPECT_NE(at, std::string::npos) << html;
    return at == std::string::npos ? "" : html.substr(at + 7, html.find_first_of("\n<", at) - at - 7);
  }
  auto person_of(std::int64_t tg) -> std::optional<people::Person> {
    return read([&](store::Unit& unit) { return people::find_by_telegram(unit, tg); });
  }

  static constexpr std::int64_t kStranger = 555'000;
  std::int64_t owner_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, AdminChat, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(AdminChat, an_invited_manager_is_in_with_one_tap_and_the_link_works_once) {
  add_office("Київ");
  type(owner_, "/start");
  press(owner_, "Люди");
  press(owner_, "Запросити");
  press(owner_, "менеджер");
  press(owner_, "Київ");
  auto const token = token_shown_to(owner_);

  EXPECT_THAT(type(kStranger, "/start " + token).html, HasSubstr("Київ"));
  EXPECT_EQ(person_of(kStranger)->role, Role::manager);
  EXPECT_THAT(commands_of(kStranger), HasSubstr("\"cancel\""));
  EXPECT_THAT(commands_of(kStranger), Not(HasSubstr("ask_potential")));

  type(kStranger + 1, "/start " + token);
  EXPECT_THAT(screen(kStranger + 1).html, HasSubstr("уже скористалися"));
  EXPECT_EQ(person_of(kStranger + 1), std::nullopt);
}

TEST_P(AdminChat, a_revoked_invitation_lets_nobody_in) {
  add_office("Київ");
  type(owner_, "/start");
  press(owner_, "Люди");
  press(owner_, "Запросити");
  press(owner_, "аналітик");
  auto const token = token_shown_to(owner_);
  press(owner_, "Додому");
  press(owner_, "Люди");
  press(owner_, "Запрошення");
  press(owner_, "✖️ аналітик");

  type(kStranger, "/start " + token);

  EXPECT_EQ(person_of(kStranger), std::nullopt);
}

TEST_P(AdminChat, a_stranger_gets_a_polite_answer_and_no_data_and_admins_are_asked_once) {
  auto const& answer = type(kStranger, "/start");
  EXPECT_THAT(answer.html, HasSubstr("передав адміністраторам"));
  EXPECT_TRUE(answer.keyboard.empty());
  auto const asked = messages(owner_).size();

  EXPECT_THAT(type(kStranger, "скільки сьогодні?").html, HasSubstr("уже в адміністраторів"));
  press_data(kStranger, "statistics");

  EXPECT_EQ(messages(owner_).size(), asked);
  EXPECT_EQ(asked, 1U);
}

TEST_P(AdminChat, a_stranger_is_let_in_by_an_admin_and_greeted) {
  add_office("Київ");
  type(kStranger, "/start");
  press(owner_, "Розглянути");
  press(owner_, "Додати: менеджер");
  press(owner_, "Київ");

  EXPECT_EQ(person_of(kStranger)->role, Role::manager);
  EXPECT_THAT(screen(kStranger).html, HasSubstr("Вітаю"));
  EXPECT_THAT(press(kStranger, "Додому").html, HasSubstr("Київ"));
}

TEST_P(AdminChat, a_blocked_person_is_turned_away_until_let_in_again) {
  auto const manager = person("Олена", Role::manager, add_office("Київ"));
  type(owner_, "/start");
  press(owner_, "Люди");
  press(owner_, "Олена");
  press(owner_, "Призупинити");
  EXPECT_THAT(type(manager, "/start").html, HasSubstr("призупинено"));

  press(owner_, "Повернути доступ");

  EXPECT_THAT(type(manager, "/start").html, HasSubstr("Київ"));
}

TEST_P(AdminChat, a_manager_is_moved_and_becomes_head) {
  auto const manager = person("Олена", Role::manager, add_office("Київ"));
  auto const odesa = add_office("Одеса");
  type(owner_, "/start");
  press(owner_, "Люди");
  press(owner_, "Олена");
  press(owner_, "Перевести");
  press(owner_, "Одеса");
  EXPECT_EQ(person_of(manager)->office, odesa);

  press(owner_, "Змінити роль");
  press(owner_, "керівник");
  press(owner_, "Київ");

  EXPECT_EQ(person_of(manager)->role, Role::head);
  EXPECT_THAT(screen(owner_).html, HasSubstr("керівник офісу · Київ"));
}

TEST_P(AdminChat, an_office_gets_its_geos_by_typing_and_ticking) {
  add_geo("Центр");
  type(owner_, "/start");
  press(owner_, "Офіси");
  press(owner_, "Новий офіс");
  type(owner_, "  Київ 🌿  ");
  EXPECT_THAT(screen(owner_).html, HasSubstr("Київ 🌿"));
  press(owner_, "ГЕО офісу");
  press(owner_, "Відкрити: Центр");
  press(owner_, "Нове ГЕО");
  type(owner_, "Поділ");

  press(owner_, "Назад");

  EXPECT_THAT(buttons_of(screen(owner_)), testing::IsSupersetOf({"✅ Закрити: Поділ", "✅ Закрити: Центр"}));
}

TEST_P(AdminChat, names_that_cannot_be_taken_are_asked_for_again) {
  type(owner_, "/start");
  press(owner_, "Офіси");
  press(owner_, "Новий офіс");
  type(owner_, "Київ");
  press(owner_, "Додому");
  press(owner_, "Офіси");
  press(owner_, "Новий офіс");

  EXPECT_THAT(type(owner_, "\u200B\u202E").html, HasSubstr("не може бути порожньою"));
  EXPECT_THAT(type(owner_, std::string(2'000, 'x')).html, HasSubstr("Задовга назва"));
  EXPECT_THAT(type(owner_, "Київ").html, testing::AllOf(HasSubstr("вже є"), HasSubstr("Назвіть офіс")));
  EXPECT_THAT(type(owner_, "Львів <b>").html, HasSubstr("<b>Львів &lt;b&gt;</b>"));
}

TEST_P(AdminChat, archiving_says_in_numbers_what_will_stop) {
  auto const kyiv = add_office("Київ");
  add_territory(kyiv, "Центр");
  add_territory(kyiv, "Поділ");
  person("Олена", Role::manager, kyiv);
  type(owner_, "/start");
  press(owner_, "Офіси");
  press(owner_, "Київ");

  EXPECT_THAT(press(owner_, "В архів").html,
              testing::AllOf(HasSubstr("Закриються 2 напрями"), HasSubstr("1 людина")));
  press(owner_, "Так, в архів");
  press(owner_, "Повернути з архіву");

  EXPECT_NE(find_button(screen(owner_).keyboard, "В архів"), std::nullopt);
}

TEST_P(AdminChat, a_schedule_is_changed_by_typing_a_time_and_choosing_days) {
  type(owner_, "/start");
  press(owner_, "Розклад");
  press(owner_, "Дайджест");
  EXPECT_THAT(screen(owner_).html, HasSubstr("щодня о 19:30"));

  EXPECT_THAT(type(owner_, "20:05").html, HasSubstr("щодня о 20:05"));
  EXPECT_THAT(press(owner_, "По буднях").html, HasSubstr("по буднях о 20:05"));
  EXPECT_THAT(type(owner_, "0 9 1,15 * *").html, HasSubstr("0 9 1,15 * *"));
  EXPECT_THAT(type(owner_, "0 25 * * *").html, HasSubstr("година має бути від 0 до 23"));
  press(owner_, "Часовий пояс");
  EXPECT_THAT(type(owner_, "Europe/Nowhere").html, HasSubstr("немає"));
  press(owner_, "Часовий пояс");
  EXPECT_THAT(press(owner_, "Europe/Warsaw").html, HasSubstr("За годинником: Europe/Warsaw"));
  press(owner_, "Вимкнути");

  EXPECT_THAT(press(owner_, "Як було спочатку").html, HasSubstr("щодня о 19:30"));
}

TEST_P(AdminChat, a_target_fills_the_bar_at_home) {
  auto const kyiv = add_office("Київ");
  auto const centre = add_territory(kyiv, "Центр");
  auto const manager = person("Олена", Role::manager, kyiv);
  give_plan(centre, today_, units(50'000));
  type(owner_, "/start");
  press(owner_, "Цілі");
  press(owner_, "Київ");
  type(owner_, "100к");
  EXPECT_THAT(screen(owner_).html, HasSubstr("Ціль: <b>100\u00A0000"));

  EXPECT_THAT(type(manager, "/start").html, HasSubstr("▓▓▓▓▓░░░░░"));

  press(owner_, "Прибрати ціль");
  EXPECT_THAT(type(manager, "/start").html, Not(HasSubstr("▓")));
}

TEST_P(AdminChat, currency_zone_and_fiscal_year_are_checked) {
  type(owner_, "/start");
  press(owner_, "Організація");
  press(owner_, "Валюта");
  EXPECT_THAT(type(owner_, "XXQ").html, HasSubstr("немає"));
  EXPECT_THAT(type(owner_, "eur").html, HasSubstr("Валюта: EUR"));
  press(owner_, "Фінансовий рік");
  EXPECT_THAT(type(owner_, "13").html, HasSubstr("від 1 до 12"));

  EXPECT_THAT(type(owner_, "4").html, HasSubstr("квітень"));
}

TEST_P(AdminChat, a_manager_reaches_nothing_of_the_administration_by_forged_buttons) {
  auto const kyiv = add_office("Київ");
  auto const manager = person("Олена", Role::manager, kyiv);
  for (auto const* data :
       {"people", "invite:manager:1", "office_new", "office_archive_yes:1", "geo_new", "schedules",
        "schedule_switch:digest:0", "organisation", "org_grain:day", "person_block:1", "role_set:2:owner",
        "requests", "grant:5:owner", "groups", "target_off:1:24300", "setup_currency:EUR", "nudge:1"}) {
    press_data(manager, data);
  }
  type(manager, "Новий офіс");

  auto const types = event_types();
  EXPECT_THAT(types, testing::IsEmpty());
}

TEST_P(AdminChat, the_digest_is_sent_to_a_topic_of_a_group_on_command) {
  telegram::Chat const group{.id = -100'500, .type = "supergroup", .title = "Прибуток & Ко"};
  telegram::Update update;
  update.message = message_from(owner_, "/digest_here@profit_test_bot", group);
  update.message->message_thread_id = 7;

  take(owner_, update);

  EXPECT_THAT(screen(group.id).html, HasSubstr("надходитимуть сюди"));
  EXPECT_EQ(screen(group.id).topic, 7);
  type(owner_, "/start");
  press(owner_, "Розклад");
  press(owner_, "Дайджест у групі");
  EXPECT_THAT(said(), "");
  press(owner_, "Прибуток & Ко");
  EXPECT_THAT(screen(owner_).html, HasSubstr("Поки що нікуди"));
}

TEST_P(AdminChat, a_group_hears_how_to_get_the_digest_when_an_admin_lets_the_bot_in) {
  telegram::Update update;
  update.my_chat_member =
      telegram::ChatMemberUpdated{.chat = {.id = -100'501, .type = "group", .title = "Прибуток"},
                                  .from = user_of(owner_),
                                  .new_status = "member"};

  take(owner_, update);

  EXPECT_THAT(screen(-100'501).html, HasSubstr("/digest_here"));

  update.my_chat_member->old_status = "member";
  update.my_chat_member->new_status = "administrator";
  take(owner_, update);
  EXPECT_EQ(messages(-100'501).size(), 1U) << "other rights are no arrival";
}

class SetUpChat : public AdminChat {
 protected:
  SetUpChat() {
    write([](store::Unit& unit) { unit.sql.run("delete from organisation"); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SetUpChat, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(SetUpChat, leads_the_owner_from_the_language_to_the_first_link) {
  type(owner_, "/start");
  press(owner_, "Українська");
  type(owner_, "Роги & Копита");
  press(owner_, "EUR");
  type(owner_, "Київ");

  type(owner_, "Центр");

  auto const token = token_shown_to(owner_);
  EXPECT_THAT(type(kStranger, "/start " + token).html, HasSubstr("⬜ Центр"));
}

TEST_P(SetUpChat, goes_on_where_it_was_left) {
  type(owner_, "/start");
  press(owner_, "Українська");
  type(owner_, "Роги & Копита");
  press(owner_, "EUR");
  type(owner_, "/start");

  press(owner_, "Завершити налаштування");
  type(owner_, "Київ");
  type(owner_, "/start");
  press(owner_, "Завершити налаштування");
  type(owner_, "Центр");

  EXPECT_THAT(screen(owner_).html, HasSubstr("Усе готово"));
}

TEST_P(SetUpChat, asks_others_to_come_back_later) {
  auto const admin = person("Адмін", Role::admin);

  EXPECT_THAT(type(admin, "/start").html, HasSubstr("ще налаштовується"));
}

}  // namespace
}  // namespace pb::bot
