#include "bot/scheduled.h"

#include "bot/test_chat.h"
#include "collection/schedules.h"
#include "people/preferences.h"
#include "store/group_chats.h"

// What the bot says by itself at its times.
namespace pb::bot {
namespace {

using collection::ScheduleName;
using store::kKyiv;
using store::units;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Scheduled : public TestChat {
 protected:
  Scheduled() {
    kyiv_ = add_office("Київ");
    centre_ = add_territory(kyiv_, "Центр");
    owner_ = person("Власниця", Role::owner);
    olena_ = person("Олена", Role::manager, kyiv_);
    masha_ = person("Маша", Role::manager, kyiv_, "ru");
  }
  auto run(ScheduleName name, std::string const& zone = kKyiv, std::optional<std::int64_t> own_minute = {})
      -> std::size_t {
    write([&](store::Unit& unit) {
      run_schedule(unit, surroundings(), {.name = name, .slot = now, .zone = zone, .own_minute = own_minute});
    });
    return deliver();
  }

  OfficeId kyiv_{};
  TerritoryId centre_{};
  std::int64_t owner_ = 0, olena_ = 0, masha_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, Scheduled, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Scheduled, everybody_is_asked_in_their_language_with_a_button_that_answers) {
  EXPECT_EQ(run(ScheduleName::plan_prompt), 2U);

  EXPECT_THAT(screen(olena_).html, HasSubstr("Чекає 1 напрям"));
  EXPECT_THAT(screen(masha_).html, HasSubstr("Ждёт 1 направление"));
  EXPECT_THAT(press(olena_, "Відповісти").html, HasSubstr("⬜ Центр"));
}

TEST_P(Scheduled, a_question_closes_the_form_of_an_earlier_day) {
  type(olena_, "/start");
  press(olena_, "Центр");
  at(today_ + 1, 18, 50);
  run(ScheduleName::plan_prompt);

  auto const& asked = type(olena_, "12к");

  EXPECT_THAT(asked.html, HasSubstr("Для якого напряму"));
  EXPECT_THAT(event_types(), IsEmpty());
}

TEST_P(Scheduled, whoever_has_answered_is_not_reminded) {
  give_plan(centre_, today_, units(5), actor_of(olena_).user);

  EXPECT_EQ(run(ScheduleName::plan_reminder), 0U);
}

TEST_P(Scheduled, an_own_reminder_comes_at_its_minute_and_not_with_the_others) {
  type(olena_, "/settings");
  press(olena_, "Нагадати о");
  type(olena_, "19:10");

  EXPECT_EQ(run(ScheduleName::plan_reminder), 1U);
  EXPECT_EQ(run(ScheduleName::plan_reminder, kKyiv, 19 * 60 + 10), 1U);
  EXPECT_THAT(screen(olena_).html, HasSubstr("Скоро дайджест"));
}

TEST_P(Scheduled, quiet_hours_silence_what_comes) {
  type(olena_, "/settings");
  press(olena_, "Тихі години");
  type(olena_, "18:00 - 20:00");

  run(ScheduleName::plan_prompt);

  EXPECT_TRUE(screen(olena_).silent);
  EXPECT_FALSE(screen(masha_).silent);
}

TEST_P(Scheduled, a_schedule_with_a_zone_of_its_own_asks_all_offices) {
  auto const warsaw = add_office("Варшава", "Europe/Warsaw");
  add_territory(warsaw, "Воля");
  auto const pole = person("Ян", Role::manager, warsaw);
  write([&](store::Unit& unit) {
    return collection::change_schedule(unit, actor_of(owner_), ScheduleName::plan_prompt,
                                       {.time_zone = "Europe/London"});
  });

  EXPECT_EQ(run(ScheduleName::plan_prompt, "Europe/London"), 3U);
  EXPECT_THAT(messages(pole), SizeIs(1));
}

TEST_P(Scheduled, the_digest_closes_the_day_and_goes_to_admins_and_groups) {
  give_plan(centre_, today_, units(5), actor_of(olena_).user);
  write([&](store::Unit& unit) {
    store::save_group_chat(unit.sql, {.chat_id = -5,
                                      .topic_id = 9,
                                      .title = "Гурт",
                                      .language = "en",
                                      .digest = true,
                                      .added_by = {},
                                      .added_at = now});
  });

  EXPECT_EQ(run(ScheduleName::digest), 2U);

  EXPECT_THAT(screen(owner_).html, HasSubstr("✅ Центр · 5\u00A0₴ · Олена"));
  EXPECT_THAT(screen(-5).html, HasSubstr("Wed, 15 January"));
  EXPECT_EQ(screen(-5).topic, 9);
  type(olena_, "/start");
  press(olena_, "✅ Центр");
  press(olena_, "Виправити");
  EXPECT_THAT(type(olena_, "6").html, HasSubstr("День уже закрито"));
}

TEST_P(Scheduled, whoever_switched_the_digest_off_gets_none) {
  type(owner_, "/settings");
  press(owner_, "Дайджест: увімкнено");

  EXPECT_EQ(run(ScheduleName::digest), 0U);
}

TEST_P(Scheduled, facts_are_asked_for_and_the_report_follows) {
  at(store::day_of(2025, 1, 31), 19, 0);
  EXPECT_EQ(run(ScheduleName::fact_prompt), 2U);
  press(olena_, "Відповісти");
  press(olena_, "Центр");
  type(olena_, "4000");
  at(store::day_of(2025, 2, 1), 9, 0);

  EXPECT_EQ(run(ScheduleName::monthly_report), 1U);

  EXPECT_THAT(screen(owner_).html,
              testing::AllOf(HasSubstr("січень 2025"), HasSubstr("Факт: 4\u00A0000\u00A0₴")));
}

TEST_P(Scheduled, an_admin_asks_everybody_at_once_by_command) {
  EXPECT_THAT(type(owner_, "/ask_potential").html, HasSubstr("Запит надіслано 2 людям"));
  EXPECT_THAT(type(owner_, "/ask_fact").html, HasSubstr("Запит надіслано 2 людям"));
  EXPECT_THAT(type(owner_, "/monthly_report 2024-12").html, HasSubstr("грудень 2024"));
  EXPECT_THAT(type(owner_, "/monthly_report грудень").html, HasSubstr("Місяць напишіть так"));
  EXPECT_THAT(type(owner_, "/help").html, HasSubstr("/ask_potential"));
}

}  // namespace
}  // namespace pb::bot
