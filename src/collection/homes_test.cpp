#include "collection/homes.h"

#include <gmock/gmock.h>

#include "collection/prompts.h"
#include "collection/schedules.h"
#include "collection/submit_plan.h"
#include "collection/suggestions.h"
#include "store/access_requests.h"
#include "store/targets.h"
#include "store/test_business.h"

namespace pb::collection {
namespace {

using store::day_of;
using store::units;
using testing::ElementsAre;
using testing::IsEmpty;

class Homes : public store::TestBusiness {
 protected:
  OfficeId office_ = add_office("Київ");
  OfficeId lviv_ = add_office("Львів");
  TerritoryId centre_ = add_territory(office_, "Центр");
  TerritoryId left_bank_ = add_territory(office_, "Лівий берег");
  TerritoryId old_town_ = add_territory(lviv_, "Старе місто");
  Actor olena_ = add_person("Олена", Role::manager, office_);
  Actor ivan_ = add_person("Іван", Role::manager, office_);
  Actor marko_ = add_person("Марко", Role::manager, lviv_);
  Actor head_ = add_person("Голова", Role::head, office_);
  Actor admin_ = add_person("Адмін", Role::admin);
  Actor analyst_ = add_person("Аналітик", Role::analyst);
};
INSTANTIATE_TEST_SUITE_P(Engines, Homes, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Homes, a_managers_home_has_the_day_the_month_the_target_and_the_streak) {
  for (int back = 1; back <= 3; ++back) give_plan(centre_, today_ - back, units(100), olena_.user);
  give_plan(centre_, today_ - 5, units(100), olena_.user);
  give_plan(centre_, today_ + 1, units(1'000), olena_.user);
  give_plan(left_bank_, today_, units(50), ivan_.user);
  give_plan(old_town_, today_, units(9'999), marko_.user);
  write([&](store::Unit& unit) {
    store::save_target(unit.sql, {office_, {}, Month::from(2025, 1), 1, units(900)}, {}, now);
  });

  auto const home = read([&](store::Unit& unit) { return manager_home(unit, olena_); });

  ASSERT_TRUE(home.has_value());
  EXPECT_EQ(home->office_name, "Київ");
  ASSERT_EQ(home->plan.sheet.rows.size(), 2U);
  EXPECT_EQ(home->plan.sheet.rows[0].geo_name, "Лівий берег");
  EXPECT_EQ(home->plan.sheet.rows[0].state, ValueState::colleague);
  EXPECT_EQ(home->plan.sheet.rows[1].state, ValueState::open);
  EXPECT_EQ(home->plan.sheet.open, 1);
  EXPECT_EQ(home->month.plan, units(450));
  EXPECT_EQ(home->month.target, units(900));
  EXPECT_DOUBLE_EQ(*home->month.of_target(), 0.5);
  EXPECT_EQ(home->streak, 4);
}

TEST_P(Homes, a_day_that_is_not_over_does_not_break_the_streak) {
  give_plan(centre_, today_ - 1, units(1));
  give_plan(centre_, today_ - 2, units(1));
  auto const streak = [&] {
    return read([&](store::Unit& unit) { return manager_home(unit, olena_); })->streak;
  };

  EXPECT_EQ(streak(), 2);
  give_plan(centre_, today_, units(1));
  EXPECT_EQ(streak(), 3);
  at(today_ + 2, 12, 0);
  EXPECT_EQ(streak(), 0);
}

TEST_P(Homes, facts_are_shown_while_they_are_due_and_not_all_given) {
  auto const december = FactPeriod::of(Month::from(2024, 12));
  auto const due = [&] {
    return read([&](store::Unit& unit) { return manager_home(unit, olena_); })->facts_due;
  };
  ASSERT_TRUE(due().has_value());
  EXPECT_EQ(due()->period, december);
  EXPECT_EQ(due()->sheet.open, 2);

  give_fact(centre_, december, units(1));
  give_fact(left_bank_, december, units(1));
  EXPECT_EQ(due(), std::nullopt);

  at(day_of(2025, 1, 31), 10, 0);
  EXPECT_EQ(due()->period, FactPeriod::of(Month::from(2025, 1)));
}

TEST_P(Homes, a_heads_home_names_who_is_missing) {
  give_plan(centre_, today_, units(1), olena_.user);

  auto const home = read([&](store::Unit& unit) { return head_home(unit, head_); });

  ASSERT_TRUE(home.has_value());
  ASSERT_EQ(home->missing.size(), 1U);
  EXPECT_EQ(home->missing[0].name, "Іван");
  EXPECT_EQ(home->plan.sheet.rows[1].state, ValueState::colleague);
}

TEST_P(Homes, nobody_is_missing_in_an_office_whose_territories_all_have_a_plan) {
  give_plan(centre_, today_, units(1), olena_.user);
  give_plan(left_bank_, today_, units(1), olena_.user);

  auto const home = read([&](store::Unit& unit) { return head_home(unit, head_); });

  EXPECT_THAT(home->missing, IsEmpty());
}

TEST_P(Homes, an_admins_home_compares_today_with_the_same_weekday) {
  give_plan(centre_, today_, units(300), olena_.user);
  give_plan(centre_, today_ - 7, units(100));
  give_plan(old_town_, today_ - 7, units(100));
  give_plan(centre_, today_ - 21, units(400));
  give_plan(centre_, today_ - 35, units(9'999));
  write([&](store::Unit& unit) {
    store::save_access_request(unit.sql, {.tg_id = 1, .name = "Хтось", .language = "uk"});
  });

  auto const home = read([&](store::Unit& unit) { return admin_home(unit, admin_); });

  ASSERT_TRUE(home.has_value());
  EXPECT_EQ(home->total, units(300));
  EXPECT_EQ(home->given, 1);
  EXPECT_EQ(home->open, 2);
  EXPECT_EQ(home->weekday_average, units(300));
  EXPECT_EQ(home->missing_count, 2);
  EXPECT_EQ(home->access_requests, 1);
  EXPECT_EQ(home->facts_missing, 3);
  EXPECT_EQ(home->month.plan, units(500));
  EXPECT_EQ(read([&](store::Unit& unit) { return admin_home(unit, analyst_); })->access_requests, 0);
  EXPECT_EQ(read([&](store::Unit& unit) { return admin_home(unit, head_); }).error().code,
            ErrorCode::forbidden);
  EXPECT_EQ(read([&](store::Unit& unit) { return manager_home(unit, admin_); }).error().code,
            ErrorCode::not_found);
}

TEST_P(Homes, an_admin_looks_at_one_office_or_at_all_and_a_manager_at_the_own) {
  auto const rows = [&](Actor const& actor, std::optional<OfficeId> office) -> std::size_t {
    auto const sheet = read([&](store::Unit& unit) { return plan_sheet(unit, actor, today_, office); });
    return sheet ? sheet->sheet.rows.size() : 0;
  };

  EXPECT_EQ(rows(admin_, {}), 3U);
  EXPECT_EQ(rows(analyst_, lviv_), 1U);
  EXPECT_EQ(rows(olena_, {}), 2U);
  EXPECT_EQ(rows(olena_, office_), 2U);
  EXPECT_EQ(rows(olena_, lviv_), 0U);
}

TEST_P(Homes, suggestions_are_yesterday_the_weekdays_average_and_the_last_value) {
  give_plan(centre_, today_ - 2, units(700));
  give_plan(centre_, today_ - 7, units(100));
  give_plan(centre_, today_ - 14, units(201));
  give_plan(centre_, today_ - 35, units(9'999));
  auto const suggest = [&](Actor const& actor) {
    return read([&](store::Unit& unit) { return suggest_plan(unit, actor, centre_, today_); });
  };

  auto const before = suggest(olena_);
  EXPECT_EQ(before.yesterday, std::nullopt);
  EXPECT_EQ(before.weekday_average, units(151));
  EXPECT_EQ(before.last, units(700));
  EXPECT_EQ(before.last_day, today_ - 2);

  give_plan(centre_, today_ - 1, units(151));
  auto const after = suggest(admin_);
  EXPECT_EQ(after.yesterday, units(151));
  EXPECT_EQ(after.weekday_average, std::nullopt);
  EXPECT_EQ(after.last, std::nullopt);
  EXPECT_EQ(suggest(marko_).yesterday, std::nullopt);
}

TEST_P(Homes, the_next_open_territory_comes_after_the_one_just_answered_and_then_from_the_start) {
  auto const nyvky = add_territory(office_, "Нивки");
  auto const next = [&](TerritoryId after) {
    return read([&](store::Unit& unit) { return next_open_plan(unit, olena_, today_, after); })->territory;
  };

  EXPECT_EQ(next(left_bank_), nyvky);
  EXPECT_EQ(next(nyvky), centre_);
  EXPECT_EQ(next(centre_), left_bank_);
  EXPECT_EQ(read([&](store::Unit& unit) { return next_open_plan(unit, marko_, today_, centre_); }),
            std::nullopt);
}

TEST_P(Homes, reminders_go_at_a_persons_own_time_and_silently_in_quiet_hours) {
  store::Preferences const preferences{
      .quiet_from = 18 * 60, .quiet_until = 7 * 60, .reminder_minute = 1'140};
  write([&](store::Unit& unit) {
    store::set_user_preferences(unit.sql, olena_.user, store::to_json(preferences),
                                preferences.reminder_minute);
    auto none = store::Preferences{.reminder = store::NoticeChannel::none};
    store::set_user_preferences(unit.sql, marko_.user, store::to_json(none), {});
  });

  auto const by_schedule = read([&](store::Unit& unit) { return who_to_remind(unit, store::kKyiv, today_); });
  auto const at_19 =
      read([&](store::Unit& unit) { return who_to_remind_at(unit, store::kKyiv, today_, 1'140); });
  auto const at_20 =
      read([&](store::Unit& unit) { return who_to_remind_at(unit, store::kKyiv, today_, 1'200); });

  ASSERT_EQ(by_schedule.size(), 1U);
  EXPECT_EQ(by_schedule[0].name, "Іван");
  EXPECT_FALSE(by_schedule[0].silent);
  ASSERT_EQ(at_19.size(), 1U);
  EXPECT_EQ(at_19[0].name, "Олена");
  EXPECT_TRUE(at_19[0].silent);
  EXPECT_THAT(at_20, IsEmpty());
}

TEST_P(Homes, a_nudge_reminds_the_office_once_in_a_quarter_of_an_hour) {
  auto const nudge_by = [&](Actor const& actor) {
    return write([&](store::Unit& unit) { return nudge(unit, actor, office_); });
  };

  EXPECT_EQ(nudge_by(head_)->size(), 2U);
  EXPECT_EQ(nudge_by(admin_).error().message.key, "error.nudge.too_soon");
  now += kNudgePause;
  EXPECT_EQ(nudge_by(admin_)->size(), 2U);
  EXPECT_EQ(nudge_by(olena_).error().code, ErrorCode::forbidden);
  EXPECT_EQ(nudge_by(marko_).error().code, ErrorCode::not_found);
  EXPECT_THAT(event_types(), ElementsAre("plan.nudged", "plan.nudged"));
}

TEST_P(Homes, a_schedule_is_changed_by_an_admin_with_checks) {
  auto const change = [&](Actor const& actor, ScheduleChange const& wanted) {
    return write(
        [&](store::Unit& unit) { return change_schedule(unit, actor, ScheduleName::fact_prompt, wanted); });
  };

  EXPECT_EQ(change(head_, {.enabled = false}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(change(admin_, {.expression = "61 18 * * *"}).error().code, ErrorCode::invalid);
  EXPECT_EQ(change(admin_, {.time_zone = "Europe/Atlantis"}).error().message.key, "error.time_zone.unknown");
  EXPECT_THAT(event_types(), IsEmpty());

  EXPECT_FALSE(change(admin_, {.enabled = false})->enabled);
  EXPECT_FALSE(change(admin_, {.enabled = false})->enabled);
  EXPECT_EQ(change(admin_, {.time_zone = "Europe/Warsaw"})->time_zone, "Europe/Warsaw");
  EXPECT_EQ(change(admin_, {.time_zone = std::optional<std::string>()})->time_zone, std::nullopt);
  auto const timed = write([&](store::Unit& unit) {
    return change_schedule_time(unit, admin_, ScheduleName::fact_prompt, "9:05");
  });
  EXPECT_EQ(timed->expression, "5 9 L * *");
  for (auto const* wrong : {"", "24:00", "9:60", "9", "9:5", "-1:00", "١٢:٠٠"}) {
    EXPECT_EQ(write([&](store::Unit& unit) {
                return change_schedule_time(unit, admin_, ScheduleName::digest, wrong);
              })
                  .error()
                  .message.key,
              "error.time.unreadable");
  }
  auto const reset =
      write([&](store::Unit& unit) { return reset_schedule(unit, admin_, ScheduleName::fact_prompt); });
  EXPECT_FALSE(reset->changed);
  EXPECT_TRUE(reset->enabled);
  EXPECT_EQ(event_types(), std::vector<std::string>(5, "schedule.changed"));
}

}  // namespace
}  // namespace pb::collection
