#include <gmock/gmock.h>

#include "scenario/house.h"

// Reports as files: asked for, and by subscription.
namespace pb::scenario {
namespace {

using testing::HasSubstr;

constexpr auto kSent = "select count(*) from report_deliveries where state = 'sent'";
constexpr auto kDeliveries = "select count(*) from report_deliveries";

// Of March 2026, of all offices.
auto file_button(std::string const& format) -> std::string {
  auto const month = std::to_string(Month::from(2026, 3).months);
  return "send_report:" + month + ":" + month + ":0:" + format;
}

auto manager_with_a_plan(House& house) -> Person {
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("700");
  mykola.sees("₴700");
  return mykola;
}

TEST_P(Scenario, a_report_comes_as_a_file_when_it_is_asked_for) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}, {"Warsaw", {"Lviv"}}});
  auto const mykola = manager_with_a_plan(house);
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("statistics");
  owner.presses("statistics");
  owner.sees_button(file_button("pdf"));
  owner.looks_away();

  EXPECT_THAT(owner.presses(file_button("pdf")).text, HasSubstr("in a moment"));

  owner.sees("Monthly report · March 2026");
  house.waits_for_count(kSent, 1);

  owner.looks_away();
  owner.presses(file_button("png"));
  owner.sees("Monthly report");
  house.waits_for_count(kSent, 2);
}

TEST_P(Scenario, a_manager_gets_the_card_of_the_own_office_and_nothing_of_others) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}, {"Warsaw", {"Lviv"}}});
  auto mykola = manager_with_a_plan(house);
  mykola.presses("statistics");
  mykola.sees_button(file_button("xlsx"));
  mykola.looks_away();

  mykola.presses(file_button("xlsx"));

  EXPECT_THAT(mykola.sees("Office card").text, HasSubstr("Kyiv"));
}

TEST_P(Scenario, a_subscription_brings_its_report_once_a_slot_also_over_a_restart) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto const mykola = manager_with_a_plan(house);
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("settings");
  owner.presses("settings");
  owner.sees_button("my_reports");
  owner.presses("my_reports");
  owner.sees_button("subscribe");
  owner.presses("subscribe");
  owner.sees_button("subscribe_as:digest");
  owner.presses("subscribe_as:digest");
  owner.sees_button("subscribe_to:digest:pdf");
  owner.presses("subscribe_to:digest:pdf");
  owner.sees_button("unsubscribe");
  owner.looks_away();
  // Slots count from when the schedule was first looked at.
  house.waits_for_count("select count(*) from cron_schedules where name like 'reports 0 20%'", 1);

  house.clock_to("20:00");
  owner.sees("Daily digest");
  house.waits_for_count(kSent, 1);

  house.restart();
  house.clock_to("20:01");
  EXPECT_EQ(house.count(kDeliveries), 1);

  house.clock_to(house.today() + 1, "20:00");
  house.waits_for_count(kSent, 2);
  owner.presses("unsubscribe");
  owner.sees_button("subscribe");
  house.clock_to(house.today() + 1, "20:00");
  house.waits_for_count("select count(*) from jobs where kind = 'collection.schedule' and state = 'running'",
                        0);
  EXPECT_EQ(house.count(kDeliveries), 2);
}

}  // namespace
}  // namespace pb::scenario
