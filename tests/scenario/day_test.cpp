#include <gmock/gmock.h>

#include <thread>

#include "scenario/house.h"

// The daily habit: from the prompt to the digest.
namespace pb::scenario {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto kPlans = "select count(*) from plans";

INSTANTIATE_TEST_SUITE_P(Engines, Scenario, testing::ValuesIn(sql::engines()), sql::engine_name);

auto stored(House& house, std::string const& office, std::string const& geo, std::int64_t amount,
            std::string const& by) -> StoredValue {
  return {.office = office, .geo = geo, .period = house.today().days, .amount = {amount * 100}, .by = by};
}

TEST_P(Scenario, a_day_goes_from_the_prompt_by_territory_to_the_digest) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Dnipro", "Lviv", "Odesa"}}, {"Warsaw", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("plans");
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  auto wojtek = house.joins("Wojtek", {.office = "Warsaw"});
  mykola.looks_away();

  house.clock_to("18:50");
  mykola.sees_button("home");
  mykola.presses("home");
  EXPECT_EQ(mykola.sees_button("plan").buttons("plan").size(), 3);

  mykola.presses("plan");
  mykola.sees("Dnipro");
  mykola.says("12к");
  EXPECT_THAT(mykola.sees("₴12,000").text, HasSubstr("Lviv"));
  mykola.says("1.5k");
  EXPECT_THAT(mykola.sees("₴1,500").text, HasSubstr("Odesa"));
  mykola.says("500,50");
  mykola.sees_button("card");
  EXPECT_EQ(house.plans(),
            (std::vector{stored(house, "Kyiv", "Dnipro", 12'000, "Mykola"),
                         stored(house, "Kyiv", "Lviv", 1'500, "Mykola"),
                         StoredValue{"Kyiv", "Odesa", house.today().days, {50'050}, "Mykola"}}));

  owner.looks_away();
  house.clock_to("19:30");
  auto const digest = owner.sees("₴14,000.50");
  EXPECT_THAT(digest.text, HasSubstr("Kyiv"));
  EXPECT_THAT(digest.text, HasSubstr("Wojtek"));
}

TEST_P(Scenario, a_manager_who_has_answered_is_not_asked_again) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("700");
  mykola.sees("₴700");
  auto const before = house.count("select count(*) from outgoing_messages");

  house.clock_to("18:50");
  house.waits_for_count("select count(*) from jobs where kind = 'collection.schedule' and state = 'done'", 1);

  EXPECT_EQ(house.count("select count(*) from outgoing_messages"), before);
}

TEST_P(Scenario, a_second_manager_sees_who_sent_the_plan_and_how_much_and_cannot_send_it_again) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}, {"Warsaw", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  auto maria = house.joins("Maria", {.office = "Kyiv"});
  auto wojtek = house.joins("Wojtek", {.office = "Warsaw"});
  maria.presses("plan");
  maria.sees("Lviv");
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("12000");
  mykola.sees("₴12,000");

  maria.says("9000");

  auto const told = maria.sees("₴12,000");
  EXPECT_THAT(told.text, HasSubstr("Mykola"));
  EXPECT_TRUE(told.buttons("plan").empty());
  EXPECT_FALSE(wojtek.chat().back().buttons("plan").empty()) << "the same geo in another office stays open";
  EXPECT_EQ(house.plans(), std::vector{stored(house, "Kyiv", "Lviv", 12'000, "Mykola")});
}

TEST_P(Scenario, of_two_answers_at_the_same_moment_one_wins_and_the_other_is_told) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  auto maria = house.joins("Maria", {.office = "Kyiv"});
  for (auto* const person : {&mykola, &maria}) {
    person->presses("plan");
    person->sees("Lviv");
  }

  std::thread other([&] { maria.says("200"); });
  mykola.says("100");
  other.join();

  house.waits_for_count(kPlans, 1);
  auto const plan = house.plans().front();
  auto& loser = plan.by == "Mykola" ? maria : mykola;
  EXPECT_THAT(loser.sees(plan.amount.minor == 10'000 ? "₴100" : "₴200").text, HasSubstr(plan.by));
  EXPECT_EQ(plan.amount.minor, plan.by == "Mykola" ? 10'000 : 20'000);
}

TEST_P(Scenario, quick_buttons_give_a_whole_day_in_as_many_taps_as_territories) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Dnipro", "Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Dnipro");
  mykola.says("100");
  mykola.sees("Lviv");
  mykola.says("200");
  mykola.sees("₴200");
  house.clock_to(house.today() + 1, "10:00");
  mykola.says("/start");
  mykola.sees_button("plan");

  mykola.presses("plan");
  mykola.sees_button("plan_set");
  mykola.presses("plan_set");
  mykola.sees("Lviv");
  mykola.presses("plan_set");
  mykola.sees_button("card");

  EXPECT_EQ(house.count("select sum(amount) from plans where day = " + std::to_string(house.today().days)),
            30'000);
}

TEST_P(Scenario, an_amount_that_cannot_be_meant_is_refused_with_an_example_and_the_form_stays_open) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Lviv");

  for (auto const* const nonsense :
       {"many", "-5", "1,2,3", "99999999999999999999", "1 000 000 001", "🙂", "١٢x"}) {
    mykola.says(nonsense);
    EXPECT_THAT(mykola.sees("Lviv").text, testing::ContainsRegex("[0-9]")) << nonsense;
  }
  mykola.says("1.234,56");

  mykola.sees("₴1,234.56");
  EXPECT_EQ(house.count(kPlans), 1);
}

TEST_P(Scenario, the_own_value_is_fixed_while_the_day_is_open_without_a_reason) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("100");
  mykola.sees_button("card");

  mykola.presses("card");
  mykola.sees_button("fix");
  mykola.presses("fix");
  mykola.sees("₴100");
  mykola.says("150");

  mykola.sees("₴150");
  EXPECT_EQ(house.plans(), std::vector{stored(house, "Kyiv", "Lviv", 150, "Mykola")});
  EXPECT_EQ(house.count("select count(*) from events where type = 'plan.corrected'"), 1);
}

TEST_P(Scenario, after_the_digest_a_correction_goes_from_the_manager_by_the_head_to_an_admin) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("plans");
  auto hanna = house.joins("Hanna", {.role = Role::head, .office = "Kyiv"});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("100");
  mykola.sees_button("card");
  owner.looks_away();
  house.clock_to("19:30");
  owner.sees("₴100");

  mykola.presses("card");
  mykola.sees_button("fix");
  mykola.presses("fix");
  mykola.sees("₴100");
  hanna.looks_away();
  mykola.says("130");
  mykola.sees("₴130");
  mykola.says("A client came late");

  EXPECT_THAT(hanna.sees_button("approve").text, HasSubstr("A client came late"));
  EXPECT_EQ(house.plans().front().amount.minor, 10'000) << "nothing changes before it is decided";
  owner.looks_away();
  hanna.presses("approve");
  EXPECT_THAT(owner.sees_button("approve").text, HasSubstr("Mykola"));
  mykola.looks_away();
  owner.presses("approve");
  mykola.sees("₴130");
  EXPECT_EQ(house.plans(), std::vector{stored(house, "Kyiv", "Lviv", 130, "Mykola")});
}

TEST_P(Scenario, a_refused_correction_changes_nothing_and_its_author_is_told) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("plans");
  auto hanna = house.joins("Hanna", {.role = Role::head, .office = "Kyiv"});
  hanna.presses("plan");
  hanna.sees("Lviv");
  hanna.says("100");
  hanna.sees_button("card");
  owner.looks_away();
  house.clock_to("19:30");
  owner.sees("₴100");
  hanna.presses("card");
  hanna.sees_button("fix");
  hanna.presses("fix");
  hanna.sees("₴100");
  hanna.says("900");
  hanna.sees("₴900");
  owner.looks_away();
  hanna.says("I dreamt of more");
  owner.sees("I dreamt of more");
  hanna.looks_away();

  owner.presses("reject");

  hanna.sees("₴100");
  EXPECT_EQ(house.plans().front().amount.minor, 10'000);
}

TEST_P(Scenario, facts_are_asked_for_on_the_last_day_and_reported_on_the_first) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Dnipro", "Lviv", "Odesa"}}});
  auto owner = house.owner();
  owner.says("/start");
  owner.sees_button("plans");
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  mykola.presses("plan");
  mykola.sees("Dnipro");
  mykola.says("1000");
  mykola.sees("Lviv");
  mykola.says("400");
  mykola.sees("Odesa");
  mykola.says("100");
  mykola.sees("₴100");
  mykola.looks_away();

  house.clock_to(Day::from({std::chrono::year(2026), std::chrono::March, std::chrono::day(31)}), "19:00");
  mykola.sees_button("facts");
  mykola.presses("facts");
  mykola.sees_button("fact");
  mykola.presses("fact");
  mykola.sees("Dnipro");
  mykola.says("900");
  EXPECT_THAT(mykola.sees("₴900").text, HasSubstr("Lviv"));
  mykola.says("-50");
  mykola.sees_button("fact_loss");
  EXPECT_EQ(house.facts().size(), 1) << "a loss waits for an explicit yes";
  mykola.presses("fact_loss");
  mykola.sees("Odesa");
  ASSERT_EQ(house.facts().size(), 2);
  EXPECT_EQ(house.facts()[1].amount.minor, -5'000);

  owner.looks_away();
  house.clock_to(Day::from({std::chrono::year(2026), std::chrono::April, std::chrono::day(1)}), "09:00");
  auto const report = owner.sees("Dnipro");
  EXPECT_THAT(report.text, HasSubstr("90"));   // Dnipro's attainment, in percent
  EXPECT_THAT(report.text, HasSubstr("850"));  // the total of facts
  EXPECT_THAT(report.text, HasSubstr("Odesa"));
}

TEST_P(Scenario, a_plan_after_the_digest_is_taken_and_marked_late) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  house.clock_to("19:30");
  house.waits_for_count("select count(*) from events where type = 'day.closed'", 1);

  mykola.says("/start");
  mykola.sees_button("plan");
  mykola.presses("plan");
  mykola.sees("Lviv");
  mykola.says("100");

  mykola.sees("₴100");
  EXPECT_EQ(house.count("select count(*) from plans where late = 1"), 1);
}

TEST_P(Scenario, a_missed_prompt_is_caught_up_the_same_day_and_not_the_next) {
  House house(GetParam());
  house.set_up({{"Kyiv", {"Lviv"}}});
  auto mykola = house.joins("Mykola", {.office = "Kyiv"});
  house.shut_down();
  mykola.looks_away();

  house.clock_to("22:00");
  house.start_up();
  mykola.sees_button("home");
  house.waits_for_count("select count(*) from jobs where kind = 'collection.schedule' and state = 'done'", 3);
  house.waits_for_count("select count(*) from outgoing_messages where state in ('queued', 'sending')", 0);
  house.shut_down();
  auto const prompts = mykola.chat().size();
  house.clock_to(house.today() + 2, "08:00");
  house.start_up();
  mykola.says("/start");
  mykola.sees_button("plan");

  EXPECT_EQ(mykola.chat().size(), prompts + 2) << "only /start and its answer";
}

TEST_P(Scenario, each_reads_their_own_language) {
  House house(GetParam());
  house.set_up({{"Київ", {"Львів"}}});
  auto olena = house.joins("Олена", {.office = "Київ", .language = "uk"});
  auto igor = house.joins("Игорь", {.office = "Київ", .language = "ru"});
  olena.presses("plan");
  olena.sees("Львів");
  olena.says("12 500,50");

  EXPECT_THAT(olena.sees("12 500,50 ₴").text, Not(HasSubstr("₴12")));
  igor.says("/start");
  EXPECT_THAT(igor.sees("12 500,50 ₴").text, HasSubstr("Олена"));
}

}  // namespace
}  // namespace pb::scenario
