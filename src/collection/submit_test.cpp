#include <gmock/gmock.h>

#include "collection/close.h"
#include "collection/fact_sheet.h"
#include "collection/submit_fact.h"
#include "store/closings.h"
#include "store/test_business.h"

namespace pb::collection {
namespace {

using store::day_of;
using store::units;
using testing::ElementsAre;

class Submit : public store::TestBusiness {
 protected:
  auto plan(Actor const& actor, Day day, Money amount = units(100)) -> Result<Plan> {
    return write([&](store::Unit& unit) { return submit_plan(unit, actor, territory_, day, amount); });
  }
  auto fact(Actor const& actor, FactPeriod period, Money amount = units(100)) -> Result<Fact> {
    return write([&](store::Unit& unit) {
      return submit_fact(unit, actor, territory_, period, amount, Confirmation::none);
    });
  }
  auto key_of(auto const& result) -> std::string { return result ? "accepted" : result.error().message.key; }

  OfficeId office_ = add_office("Київ");
  OfficeId other_office_ = add_office("Львів");
  GeoId geo_ = add_geo("Центр");
  TerritoryId territory_ = add_territory(office_, geo_);
  Actor manager_ = add_person("Олена", Role::manager, office_);
  Actor head_ = add_person("Голова", Role::head, office_);
  Actor stranger_ = add_person("Марко", Role::manager, other_office_);
  Actor admin_ = add_person("Адмін", Role::admin);
  Actor analyst_ = add_person("Аналітик", Role::analyst);
  FactPeriod const january_ = FactPeriod::of(Month::from(2025, 1));
};
INSTANTIATE_TEST_SUITE_P(Engines, Submit, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Submit, a_plan_is_kept_with_its_event_in_one_unit) {
  auto const given = plan(manager_, today_, units(500));

  ASSERT_TRUE(given.has_value());
  EXPECT_EQ(given->geo_name, "Центр");
  EXPECT_EQ(given->office_name, "Київ");
  EXPECT_FALSE(given->late);
  EXPECT_THAT(event_types(), ElementsAre("plan.submitted"));
  EXPECT_EQ(last_event_data(), R"({"territory":)" + std::to_string(territory_.value) + R"(,"office":)" +
                                   std::to_string(office_.value) +
                                   R"(,"day":"2025-01-15","amount":50000,"late":false})");
}

TEST_P(Submit, only_people_of_the_office_and_those_above_may_submit) {
  EXPECT_EQ(key_of(plan(stranger_, today_)), "error.territory.not_found");
  EXPECT_EQ(key_of(plan(analyst_, today_)), "error.territory.not_found");
  EXPECT_EQ(key_of(plan(head_, today_)), "accepted");
  EXPECT_EQ(key_of(plan(admin_, today_ + 1)), "accepted");
}

TEST_P(Submit, a_manager_moved_between_prompt_and_answer_is_told_that_the_territory_is_not_theirs) {
  auto moved = manager_;
  moved.office = other_office_;

  auto const given = plan(moved, today_);

  ASSERT_FALSE(given.has_value());
  EXPECT_EQ(given.error().code, ErrorCode::not_found);
  EXPECT_EQ(given.error().message.key, "error.territory.not_found");
}

TEST_P(Submit, an_archived_office_geo_or_territory_takes_no_values) {
  write([&](store::Unit& unit) { store::set_office_archived(unit.sql, office_, now); });
  EXPECT_EQ(key_of(plan(manager_, today_)), "error.territory.closed");

  write([&](store::Unit& unit) {
    store::set_office_archived(unit.sql, office_, std::nullopt);
    store::set_geo_archived(unit.sql, geo_, now);
  });
  EXPECT_EQ(key_of(plan(manager_, today_)), "error.territory.closed");

  write([&](store::Unit& unit) {
    store::set_geo_archived(unit.sql, geo_, std::nullopt);
    store::archive_territory(unit.sql, territory_, now);
  });
  EXPECT_EQ(key_of(plan(manager_, today_)), "error.territory.closed");
  EXPECT_TRUE(event_types().empty());
}

TEST_P(Submit, a_territory_that_does_not_exist_is_not_found) {
  auto const given = write(
      [&](store::Unit& unit) { return submit_plan(unit, admin_, TerritoryId{INT64_MAX}, today_, units(1)); });

  EXPECT_EQ(key_of(given), "error.territory.not_found");
}

TEST_P(Submit, after_the_digest_a_plan_is_late_but_taken) {
  write([&](store::Unit& unit) { return close_day_in_zone(unit, store::kKyiv, today_); });

  auto const given = plan(manager_, today_);

  ASSERT_TRUE(given.has_value());
  EXPECT_TRUE(given->late);
}

TEST_P(Submit, a_plan_is_taken_a_week_ahead_and_back_to_the_start_of_the_unreported_month) {
  EXPECT_EQ(key_of(plan(manager_, today_ + 8)), "error.plan.too_early");
  EXPECT_EQ(key_of(plan(manager_, today_ + 7)), "accepted");
  auto const past = plan(manager_, day_of(2025, 1, 1));
  ASSERT_TRUE(past.has_value());
  EXPECT_TRUE(past->late);
  EXPECT_EQ(key_of(plan(manager_, day_of(2024, 12, 31))), "error.plan.month_reported");
  EXPECT_EQ(key_of(plan(admin_, day_of(2024, 12, 31))), "accepted");
  EXPECT_EQ(key_of(plan(admin_, day_of(2023, 12, 31))), "error.period.too_old");
  EXPECT_EQ(key_of(plan(admin_, Day{INT32_MIN / 2})), "error.period.too_old");
  EXPECT_EQ(key_of(plan(admin_, Day{INT32_MAX / 2})), "error.plan.too_early");
}

TEST_P(Submit, yesterday_can_be_filled_in_on_the_first_until_the_monthly_report_has_gone_out) {
  at(day_of(2025, 2, 1), 8, 0);
  EXPECT_EQ(key_of(plan(manager_, day_of(2025, 1, 31))), "accepted");

  write([&](store::Unit& unit) { close_month(unit, january_.month); });

  EXPECT_EQ(key_of(plan(manager_, day_of(2025, 1, 30))), "error.plan.month_reported");
}

TEST_P(Submit, the_day_is_the_one_of_the_offices_time_zone) {
  auto const tokyo = add_office("Токіо", "Asia/Tokyo");
  auto const ginza = add_territory(tokyo, "Гіндза");
  auto const yuki = add_person("Юкі", Role::manager, tokyo);
  at(today_, 17, 30);  // 00:30 of the next day in Tokyo

  auto const given =
      write([&](store::Unit& unit) { return submit_plan(unit, yuki, ginza, today_, units(1)); });

  ASSERT_TRUE(given.has_value());
  EXPECT_TRUE(given->late);
  auto const sheet = read([&](store::Unit& unit) { return plan_sheet(unit, yuki); });
  EXPECT_EQ(sheet->day, today_ + 1);
}

TEST_P(Submit, a_fact_is_taken_from_the_last_day_of_its_month) {
  EXPECT_EQ(key_of(fact(manager_, january_)), "error.fact.too_early");

  at(day_of(2025, 1, 31), 10, 0);
  auto const given = fact(manager_, january_);

  ASSERT_TRUE(given.has_value());
  EXPECT_FALSE(given->late);
}

TEST_P(Submit, an_admin_may_enter_a_fact_before_the_month_is_over) {
  EXPECT_EQ(key_of(fact(admin_, january_)), "accepted");
  EXPECT_EQ(key_of(fact(admin_, FactPeriod::of(Month::from(2025, 2)))), "error.fact.too_early");
}

TEST_P(Submit, a_fact_after_the_monthly_report_is_late_and_refused_after_three_months) {
  at(day_of(2025, 2, 1), 8, 59);
  auto const in_time = fact(manager_, FactPeriod::of(Month::from(2025, 1)));
  write([&](store::Unit& unit) { close_month(unit, Month::from(2024, 12)); });
  auto const late = fact(manager_, FactPeriod::of(Month::from(2024, 12)));

  ASSERT_TRUE(in_time.has_value());
  EXPECT_FALSE(in_time->late);
  ASSERT_TRUE(late.has_value());
  EXPECT_TRUE(late->late);
  EXPECT_EQ(key_of(fact(manager_, FactPeriod::of(Month::from(2024, 10)))), "error.period.too_old");
  EXPECT_EQ(key_of(fact(admin_, FactPeriod::of(Month::from(2024, 10)))), "accepted");
}

TEST_P(Submit, facts_come_in_the_grain_that_the_organisation_has_chosen) {
  at(day_of(2025, 1, 31), 19, 0);
  auto const day = FactPeriod::of(day_of(2025, 1, 31));
  EXPECT_EQ(key_of(fact(manager_, day)), "error.fact.by_month");

  write([&](store::Unit& unit) {
    auto organisation = *store::find_organisation(unit.sql);
    organisation.fact_grain = store::FactGrain::day;
    store::update_organisation(unit.sql, organisation);
  });

  EXPECT_EQ(key_of(fact(manager_, january_)), "error.fact.by_day");
  EXPECT_EQ(key_of(fact(manager_, {.month = Month::from(2025, 2), .day = day_of(2025, 1, 31)})),
            "error.fact.by_day");
  EXPECT_EQ(key_of(fact(manager_, day)), "accepted");
  auto const sheet = read([&](store::Unit& unit) { return fact_sheet(unit, manager_); });
  EXPECT_EQ(sheet->period, day);
  EXPECT_EQ(sheet->sheet.given, 1);
}

TEST_P(Submit, a_value_taken_over_without_a_name_is_still_in_the_way) {
  give_plan(territory_, today_, units(77));

  auto const given = plan(manager_, today_);

  EXPECT_EQ(key_of(given), "error.plan.taken_before");
}

TEST_P(Submit, closing_a_day_twice_changes_nothing) {
  EXPECT_EQ(write([&](store::Unit& unit) { return close_day(unit, office_, today_); }), 1);
  EXPECT_EQ(write([&](store::Unit& unit) { return close_day(unit, office_, today_); }), 0);
  EXPECT_EQ(write([&](store::Unit& unit) { return close_day_in_zone(unit, store::kKyiv, today_); }), 1);
  write([&](store::Unit& unit) { close_month(unit, january_.month); });
  write([&](store::Unit& unit) { close_month(unit, january_.month); });

  EXPECT_THAT(event_types(), ElementsAre("day.closed", "day.closed", "month.closed"));
  EXPECT_TRUE(read([&](store::Unit& unit) { return store::is_day_closed(unit.sql, other_office_, today_); }));
}

}  // namespace
}  // namespace pb::collection
