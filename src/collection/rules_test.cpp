#include <gmock/gmock.h>

#include "collection/close.h"
#include "collection/digest.h"
#include "collection/monthly_report.h"
#include "collection/plan_sheet.h"
#include "collection/prompts.h"
#include "collection/schedules.h"
#include "collection/submit_fact.h"
#include "collection/submit_plan.h"
#include "domain/amount.h"
#include "domain/cron.h"
#include "store/test_business.h"

// The base system's rules, as docs/business.md numbers them.
namespace pb::collection {
namespace {

using store::day_of;
using store::units;
using testing::ElementsAre;
using testing::IsEmpty;

class Rules : public store::TestBusiness {
 protected:
  auto people_in(std::vector<PromptTarget> const& targets) -> std::vector<std::string> {
    std::vector<std::string> names;
    for (auto const& target : targets) names.push_back(target.name);
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Rules, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Rules, rule_1_every_active_manager_with_open_territories_is_prompted_at_1850_of_the_offices_zone) {
  auto const kyiv = add_office("Київ");
  auto const warsaw = add_office("Варшава", "Europe/Warsaw");
  auto const territory = add_territory(kyiv, "Центр");
  add_territory(warsaw, "Прага");
  auto const olena = add_person("Олена", Role::manager, kyiv);
  add_person("Іван", Role::manager, kyiv);
  add_person("Марек", Role::manager, warsaw);
  add_person("Голова", Role::head, kyiv);
  auto const blocked = add_person("Колишній", Role::manager, kyiv);
  write(
      [&](store::Unit& unit) { store::set_user_status(unit.sql, blocked.user, store::UserStatus::blocked); });

  auto const prompted = read([&](store::Unit& unit) { return who_to_prompt(unit, store::kKyiv, today_); });

  EXPECT_EQ(default_schedule(ScheduleName::plan_prompt).expression, "50 18 * * *");
  EXPECT_EQ(default_schedule(ScheduleName::plan_prompt).own_zone, OwnZone::office);
  EXPECT_THAT(people_in(prompted), ElementsAre("Олена", "Іван"));
  EXPECT_EQ(prompted.front().open, 1);
  EXPECT_EQ(prompted.front().tg_id, tg_id(1));
  auto const zones = read([](store::Unit& unit) { return office_zones(unit); });
  EXPECT_THAT(zones, ElementsAre("Europe/Kyiv", "Europe/Warsaw"));

  give_plan(territory, today_, units(100), olena.user);
  auto const reminded = read([&](store::Unit& unit) { return who_to_remind(unit, store::kKyiv, today_); });
  EXPECT_THAT(reminded, IsEmpty());
}

TEST_P(Rules, rule_1_a_manager_answers_territory_by_territory) {
  auto const office = add_office("Київ");
  auto const left_bank = add_territory(office, "Лівий берег");
  auto const centre = add_territory(office, "Центр");
  auto const olena = add_person("Олена", Role::manager, office);

  auto const first =
      write([&](store::Unit& unit) { return submit_plan(unit, olena, left_bank, today_, units(500)); });
  ASSERT_TRUE(first.has_value());
  auto const next = read([&](store::Unit& unit) { return next_open_plan(unit, olena, today_, left_bank); });
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->territory, centre);
  EXPECT_EQ(next->geo_name, "Центр");
  EXPECT_EQ(next->open, 1);

  write([&](store::Unit& unit) { return submit_plan(unit, olena, centre, today_, units(700)); });
  auto const none = read([&](store::Unit& unit) { return next_open_plan(unit, olena, today_, centre); });
  EXPECT_EQ(none, std::nullopt);
}

TEST_P(Rules, rule_2_a_second_manager_is_told_who_sent_the_plan_and_how_much) {
  auto const office = add_office("Київ");
  auto const territory = add_territory(office, "Центр");
  auto const olena = add_person("Олена", Role::manager, office);
  auto const ivan = add_person("Іван", Role::manager, office);
  write([&](store::Unit& unit) { return submit_plan(unit, olena, territory, today_, units(500)); });

  auto const second =
      write([&](store::Unit& unit) { return submit_plan(unit, ivan, territory, today_, units(900)); });

  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_EQ(second.error().message.key, "error.plan.taken");
  auto const& args = second.error().message.args;
  EXPECT_EQ(std::get<std::string>(args[0].value), "Олена");
  EXPECT_EQ(std::get<Money>(args[3].value), units(500));
  auto const sheet = *read([&](store::Unit& unit) { return plan_sheet(unit, ivan); });
  ASSERT_EQ(sheet.sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.sheet.rows[0].state, ValueState::colleague);
  EXPECT_EQ(sheet.sheet.rows[0].by_name, "Олена");
  EXPECT_EQ(sheet.sheet.rows[0].amount, units(500));
}

TEST_P(Rules, rule_2_the_same_geo_in_another_office_stays_open) {
  auto const geo = add_geo("Центр");
  auto const one = add_office("Перший");
  auto const other = add_office("Другий");
  auto const territory_of_one = add_territory(one, geo);
  auto const territory_of_other = add_territory(other, geo);
  auto const olena = add_person("Олена", Role::manager, one);
  auto const ivan = add_person("Іван", Role::manager, other);
  write([&](store::Unit& unit) { return submit_plan(unit, olena, territory_of_one, today_, units(500)); });

  auto const second = write(
      [&](store::Unit& unit) { return submit_plan(unit, ivan, territory_of_other, today_, units(900)); });

  EXPECT_TRUE(second.has_value());
}

TEST_P(Rules, rule_3_the_digest_has_offices_territories_plans_total_and_who_has_not_answered) {
  auto const kyiv = add_office("Київ");
  auto const lviv = add_office("Львів");
  auto const centre = add_territory(kyiv, "Центр");
  add_territory(kyiv, "Лівий берег");
  auto const old_town = add_territory(lviv, "Старе місто");
  auto const olena = add_person("Олена", Role::manager, kyiv);
  add_person("Іван", Role::manager, kyiv);
  auto const marko = add_person("Марко", Role::manager, lviv);
  give_plan(centre, today_, units(500), olena.user);
  give_plan(old_town, today_, units(300), marko.user);

  auto const day = read([&](store::Unit& unit) { return digest(unit, today_); });

  ASSERT_EQ(day.offices.size(), 2U);
  EXPECT_EQ(day.offices[0].office_name, "Київ");
  EXPECT_EQ(day.offices[0].total, units(500));
  EXPECT_EQ(day.offices[0].open, 1);
  ASSERT_EQ(day.offices[0].territories.size(), 2U);
  EXPECT_EQ(day.offices[0].territories[0].geo_name, "Лівий берег");
  EXPECT_EQ(day.offices[0].territories[0].plan, std::nullopt);
  EXPECT_EQ(day.offices[0].territories[1].plan, units(500));
  EXPECT_EQ(day.offices[0].territories[1].by_name, "Олена");
  ASSERT_EQ(day.offices[0].missing.size(), 1U);
  EXPECT_EQ(day.offices[0].missing[0].name, "Іван");
  EXPECT_THAT(day.offices[1].missing, IsEmpty());
  EXPECT_EQ(day.total, units(800));
  EXPECT_EQ(day.given, 2);
  EXPECT_EQ(day.open, 1);
  EXPECT_EQ(day.missing, 1);
  EXPECT_EQ(default_schedule(ScheduleName::digest).expression, "30 19 * * *");
}

TEST_P(Rules, rule_4_facts_are_asked_for_on_the_last_day_of_the_month_one_per_territory_and_month) {
  auto const office = add_office("Київ");
  auto const centre = add_territory(office, "Центр");
  auto const left_bank = add_territory(office, "Лівий берег");
  auto const olena = add_person("Олена", Role::manager, office);
  auto const january = FactPeriod::of(Month::from(2025, 1));
  at(day_of(2025, 1, 31), 19, 0);

  EXPECT_EQ(default_schedule(ScheduleName::fact_prompt).expression, "0 19 L * *");
  EXPECT_EQ(fact_month_due(day_of(2025, 1, 31)), january.month);
  EXPECT_EQ(fact_month_due(day_of(2025, 2, 1)), january.month);
  auto const asked =
      read([&](store::Unit& unit) { return who_to_ask_for_facts(unit, store::kKyiv, january); });
  ASSERT_THAT(people_in(asked), ElementsAre("Олена"));
  EXPECT_EQ(asked[0].open, 2);

  auto const first = write([&](store::Unit& unit) {
    return submit_fact(unit, olena, centre, january, units(250'000), Confirmation::none);
  });
  ASSERT_TRUE(first.has_value());
  auto const next = read([&](store::Unit& unit) { return next_open_fact(unit, olena, january, centre); });
  EXPECT_EQ(next->territory, left_bank);
  auto const again = write([&](store::Unit& unit) {
    return submit_fact(unit, olena, centre, january, units(1), Confirmation::none);
  });
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().message.key, "error.fact.taken_by_you");
}

TEST_P(Rules, rule_5_a_territory_without_a_fact_is_missing_and_left_out_of_attainment) {
  auto const office = add_office("Одеса");
  auto const port = add_territory(office, "Порт");
  auto const centre = add_territory(office, "Центр");
  auto const january = Month::from(2025, 1);
  give_plan(port, day_of(2025, 1, 1), units(127'000));
  give_plan(centre, day_of(2025, 1, 1), units(78'000));
  give_fact(port, FactPeriod::of(january), units(125'000));

  auto const report = read([&](store::Unit& unit) { return monthly_report(unit, january); });

  ASSERT_EQ(report.offices.size(), 1U);
  auto const& territories = report.offices[0].territories;
  EXPECT_EQ(territories[0].figures.delta(), units(-2'000));
  EXPECT_NEAR(*territories[0].figures.attainment(), 0.98425, 0.00001);
  EXPECT_EQ(territories[1].figures.delta(), std::nullopt);
  EXPECT_EQ(territories[1].figures.attainment(), std::nullopt);
  EXPECT_EQ(report.total.plan, units(205'000));
  EXPECT_EQ(report.total.plan_with_fact, units(127'000));
  EXPECT_EQ(report.total.fact, units(125'000));
  EXPECT_NEAR(*report.total.attainment(), 0.98425, 0.00001);
  ASSERT_EQ(report.missing.size(), 1U);
  EXPECT_EQ(report.missing[0].geo_name, "Центр");
  EXPECT_EQ(default_schedule(ScheduleName::monthly_report).expression, "0 9 1 * *");
}

TEST_P(Rules, rule_6_the_five_times_are_settings_that_survive_a_restart) {
  auto const owner = add_person("Власник", Role::owner);
  write([&](store::Unit& unit) { return change_schedule_time(unit, owner, ScheduleName::digest, "20:05"); });

  database_.reopen();

  auto const all = read([](store::Unit& unit) { return schedules(unit); });
  ASSERT_EQ(all.size(), 5U);
  for (auto const& schedule : all) EXPECT_TRUE(parse_cron(schedule.expression).has_value());
  EXPECT_EQ(all[2].name, ScheduleName::digest);
  EXPECT_EQ(all[2].expression, "5 20 * * *");
  EXPECT_TRUE(all[2].changed);
  EXPECT_FALSE(all[0].changed);
}

TEST_P(Rules, rule_7_amounts_have_a_limit_a_plan_is_never_negative_and_a_loss_needs_a_yes) {
  auto const office = add_office("Київ");
  auto const territory = add_territory(office, "Центр");
  auto const olena = add_person("Олена", Role::manager, office);
  auto const january = FactPeriod::of(Month::from(2025, 1));
  at(day_of(2025, 1, 31), 19, 5);
  auto const plan = [&](Money amount) {
    return write(
        [&](store::Unit& unit) { return submit_plan(unit, olena, territory, day_of(2025, 1, 31), amount); });
  };
  auto const fact = [&](Money amount, Confirmation yes) {
    return write(
        [&](store::Unit& unit) { return submit_fact(unit, olena, territory, january, amount, yes); });
  };

  EXPECT_EQ(plan(Money{-1}).error().message.key, "error.plan.negative");
  EXPECT_EQ(plan(Money{kAmountLimit.minor + 1}).error().message.key, "error.amount.above_limit");
  EXPECT_EQ(plan(Money{INT64_MAX}).error().message.key, "error.amount.above_limit");
  EXPECT_EQ(plan(Money{INT64_MIN}).error().message.key, "error.plan.negative");
  EXPECT_TRUE(plan(kAmountLimit).has_value());

  EXPECT_EQ(fact(Money{INT64_MIN}, Confirmation::given).error().message.key, "error.amount.above_limit");
  EXPECT_EQ(fact(units(-5), Confirmation::none).error().message.key, kNegativeFactKey);
  EXPECT_TRUE(fact(units(-5), Confirmation::given).has_value());
}

TEST_P(Rules, rule_8_an_admin_may_ask_everybody_for_plans_and_facts_at_any_moment) {
  auto const kyiv = add_office("Київ");
  auto const tokyo = add_office("Токіо", "Asia/Tokyo");
  auto const centre = add_territory(kyiv, "Центр");
  add_territory(tokyo, "Гіндза");
  add_person("Олена", Role::manager, kyiv);
  add_person("Юкі", Role::manager, tokyo);
  auto const admin = add_person("Адмін", Role::admin);
  auto const manager = add_person("Інший", Role::manager, tokyo);
  give_plan(centre, today_, units(1));

  auto const asked = write([&](store::Unit& unit) { return ask_plans_now(unit, admin); });
  auto const facts = write([&](store::Unit& unit) { return ask_facts_now(unit, admin); });
  auto const refused = write([&](store::Unit& unit) { return ask_plans_now(unit, manager); });

  EXPECT_THAT(people_in(*asked), ElementsAre("Юкі", "Інший"));
  EXPECT_EQ(facts->size(), 3U);
  EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
  EXPECT_THAT(event_types(), ElementsAre("plans.asked", "facts.asked"));
}

}  // namespace
}  // namespace pb::collection
