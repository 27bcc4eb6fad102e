#include "analytics/cube/loader.h"
#include "bot/test_chat.h"
#include "store/preferences.h"
#include "store/users.h"

// Where the look ahead is shown, and to whom.
namespace pb::bot {
namespace {

using store::units;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Two offices that plan the same amount every day since the autumn; Lviv does not reach its plans.
class OutlookScreens : public TestChat {
 protected:
  OutlookScreens() {
    write([&](store::Unit& unit) {
      for (auto day = today_ - 106; day < today_; day = day + 1) {
        store::insert_plan(unit.sql, {lviv_territory_, day, units(10'000), {}, now, false});
        store::insert_plan(unit.sql, {odesa_territory_, day, units(90'000), {}, now, false});
      }
      for (unsigned month = 10; month <= 12; ++month) {
        auto const period = collection::FactPeriod::of(Month::from(2024, month));
        store::insert_fact(unit.sql, {lviv_territory_, period, units(250'000), {}, now, false});
        store::insert_fact(unit.sql, {odesa_territory_, period, units(2'900'000), {}, now, false});
      }
    });
  }
  void look_ahead() {
    analytics::Version const version(analytics::load_contents(database_.get()));
    outlook_ = std::make_shared<analytics::Outlook const>(analytics::look_ahead(version, today_).value());
  }
  void prefer(std::int64_t tg, store::Preferences const& preferences) {
    write([&](store::Unit& unit) {
      store::set_user_preferences(unit.sql, actor_of(tg).user, store::to_json(preferences), {});
    });
  }

  OfficeId lviv_ = add_office("Львів");
  TerritoryId lviv_territory_ = add_territory(lviv_, "Польща");
  TerritoryId odesa_territory_ = add_territory(add_office("Одеса"), "Румунія");
};
INSTANTIATE_TEST_SUITE_P(Engines, OutlookScreens, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(OutlookScreens, the_admins_home_says_what_the_month_will_end_with) {
  look_ahead();

  auto const uk = type(person("Власниця", Role::owner), "/start").html;
  EXPECT_THAT(uk, AllOf(HasSubstr("🔮 План на кінець місяця: <b>3,1\u00A0млн</b>"),
                        HasSubstr("🔮 Факт на кінець місяця: <b>3,"), HasSubstr("▇ 14 днів")));
  auto const ru = type(person("Админ", Role::admin, {}, "ru"), "/start").html;
  EXPECT_THAT(ru, AllOf(HasSubstr("🔮 План на конец месяца: <b>3,1\u00A0млн</b>"), HasSubstr("▇ 14 дней")));
  auto const en = type(person("Analyst", Role::analyst, {}, "en"), "/start").html;
  EXPECT_THAT(en, AllOf(HasSubstr("🔮 Plan by the end of the month: <b>3.1M</b>"), HasSubstr("▇ 14 days")));
}

TEST_P(OutlookScreens, a_head_sees_the_own_office_only) {
  look_ahead();
  auto const head = person("Голова", Role::head, lviv_);

  EXPECT_THAT(type(head, "/start").html, HasSubstr("План на кінець місяця: <b>310\u00A0тис.</b>"));
  EXPECT_THAT(press(head, "Статистика").html, AllOf(HasSubstr("План на кінець місяця: <b>310\u00A0тис.</b>"),
                                                    HasSubstr("⚠️ Нижче плану: 3 місяці поспіль")));
}

TEST_P(OutlookScreens, a_manager_is_not_kept_waiting_by_forecasts) {
  look_ahead();

  EXPECT_THAT(type(person("Олена", Role::manager, lviv_), "/start").html, Not(HasSubstr("🔮")));
}

TEST_P(OutlookScreens, statistics_compare_today_with_the_same_weekdays) {
  give_plan(lviv_territory_, today_, units(12'500));
  look_ahead();
  auto const owner = person("Owner", Role::owner, {}, "en");
  type(owner, "/start");

  EXPECT_THAT(press(owner, "Statistics").html,
              HasSubstr("Today: ₴12,500, usual for this weekday: ₴100,000 (\u221287.5%)"));
}

TEST_P(OutlookScreens, statistics_of_the_quarter_look_to_its_end_and_of_the_past_not_ahead) {
  look_ahead();
  auto const owner = person("Owner", Role::owner, {}, "en");
  type(owner, "/start");

  press(owner, "Statistics");
  EXPECT_THAT(press(owner, "Quarter").html, HasSubstr("Plan by the end of the quarter: <b>9"));
  press(owner, "Month");
  EXPECT_THAT(press(owner, "December").html, Not(HasSubstr("by the end")));
}

TEST_P(OutlookScreens, nothing_is_drawn_for_whoever_listens) {
  look_ahead();
  auto const owner = person("Owner", Role::owner, {}, "en");
  prefer(owner, {.screen_reader = store::ScreenReader::on});

  auto const home = type(owner, "/start").html;
  EXPECT_THAT(home, AllOf(HasSubstr("Forecast of the plan by the end of the month: 3.1M"),
                          Not(HasSubstr("▇")), Not(HasSubstr("🔮"))));
  EXPECT_THAT(press(owner, "Statistics").html, Not(HasSubstr("▇")));
}

TEST_P(OutlookScreens, while_the_numbers_are_loading_the_lines_are_left_out) {
  auto const owner = person("Owner", Role::owner, {}, "en");

  EXPECT_THAT(type(owner, "/start").html, Not(HasSubstr("by the end")));
  EXPECT_THAT(press(owner, "Statistics").html, AllOf(HasSubstr("Statistics"), Not(HasSubstr("by the end"))));
}

TEST_P(OutlookScreens, a_look_ahead_from_another_month_is_not_shown) {
  look_ahead();
  at(store::day_of(2025, 2, 1), 0, 5);

  EXPECT_THAT(type(person("Owner", Role::owner, {}, "en"), "/start").html, Not(HasSubstr("by the end")));
}

}  // namespace
}  // namespace pb::bot
