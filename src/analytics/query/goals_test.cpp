#include "analytics/query/goals.h"

#include <gtest/gtest.h>

#include "analytics/query/test_numbers.h"

// What is to be reached, from targets of offices, geos, territories, months and quarters.
namespace pb::analytics {
namespace {

constexpr Month kJanuary{2025 * 12};
constexpr Month kApril{2025 * 12 + 3};

class GoalsTest : public TwoOffices {
 protected:
  GoalsTest() {
    // A row needs something to stand for.
    for (auto const territory : {lviv_poland_, lviv_spain_, odesa_poland_})
      for (std::int32_t month = 0; month < 6; ++month) numbers_.fact(territory, kJanuary + month, 500);
  }

  void set(Index office, Index geo, Month first, std::int64_t months, std::int64_t amount) {
    numbers_.target({.office = office,
                     .geo = geo,
                     .first = first,
                     .months = static_cast<std::int32_t>(months),
                     .amount = amount});
  }
  // All lines in one, split by "; ".
  auto targets(std::string const& parts, std::string const& range = "2025-01-01 2025-03-31",
               Scope const& scope = Scope::of(Actor::system())) -> std::string {
    auto const table = numbers_.ask(R"({"measures": ["target"], "range": {"from": ")" + range.substr(0, 10) +
                                        R"(", "to": ")" + range.substr(11) + R"("})" + parts + "}",
                                    scope);
    if (!table) return table.error().message.key;
    std::string text;
    for (auto const& line : in_lines(*table)) text += (text.empty() ? "" : "; ") + line;
    return text;
  }
  auto total(std::string const& range) -> std::string {
    auto const text = targets("", range);
    return text.substr(text.rfind(' ') + 1);
  }
};

constexpr auto kByOffice = R"(, "group_by": ["office"])";
constexpr auto kByGeo = R"(, "group_by": ["geo"])";
constexpr auto kByMonth = R"(, "grain": "month")";

TEST_F(GoalsTest, an_office_has_its_own_target_before_its_territories) {
  set(lviv_, kAnyone, kJanuary, 1, 1'000);
  set(lviv_, poland_, kJanuary, 1, 700);
  set(odesa_, poland_, kJanuary, 1, 300);

  EXPECT_EQ(targets(kByOffice), "Lviv | 1000; Odesa | 300; totals | 1300");
  EXPECT_EQ(targets(R"(, "group_by": ["territory"])"),
            "Lviv · Poland | 700; Lviv · Spain | -; Odesa · Poland | 300; totals | 1300");
}

TEST_F(GoalsTest, a_geo_has_its_own_target_before_its_territories) {
  set(kAnyone, poland_, kJanuary, 1, 5'000);
  set(lviv_, poland_, kJanuary, 1, 700);
  set(lviv_, spain_, kJanuary, 1, 40);

  EXPECT_EQ(targets(kByGeo), "Poland | 5000; Spain | 40; totals | 740");
}

TEST_F(GoalsTest, what_a_filter_cuts_is_measured_by_its_parts) {
  set(lviv_, kAnyone, kJanuary, 1, 1'000);
  set(lviv_, poland_, kJanuary, 1, 700);
  set(kAnyone, poland_, kJanuary, 1, 5'000);

  EXPECT_EQ(targets(R"(, "filters": [{"dimension": "geo", "is": [2]}])"), "| -; totals | -");
  EXPECT_EQ(targets(R"(, "filters": [{"dimension": "geo", "is": [1]}])"), "| 5000; totals | 5000");
  EXPECT_EQ(targets(R"(, "filters": [{"dimension": "territory", "is": [1]}])"), "| 700; totals | 700");
  EXPECT_EQ(targets(R"(, "filters": [{"dimension": "office", "is": [1]}])"), "| 1000; totals | 1000");
}

TEST_F(GoalsTest, months_add_up_to_quarters_and_a_quarters_own_target_stands_before_them) {
  set(lviv_, kAnyone, kJanuary, 1, 100);
  set(lviv_, kAnyone, kJanuary + 2, 1, 300);
  EXPECT_EQ(total("2025-01-01 2025-03-31"), "400");

  set(lviv_, kAnyone, kJanuary, 3, 1'000);
  EXPECT_EQ(total("2025-01-01 2025-03-31"), "1000");
  EXPECT_EQ(targets(kByMonth), "2025-01-01 | 100; 2025-02-01 | -; 2025-03-01 | 300; totals | 1000");
}

TEST_F(GoalsTest, a_target_that_the_range_cuts_is_absent) {
  set(lviv_, kAnyone, kJanuary, 3, 1'000);
  set(lviv_, kAnyone, kApril, 1, 70);

  EXPECT_EQ(total("2025-01-01 2025-04-30"), "1070");
  EXPECT_EQ(total("2025-02-01 2025-04-30"), "-");
  EXPECT_EQ(total("2025-04-01 2025-04-30"), "70");
  EXPECT_EQ(total("2025-04-01 2025-04-29"), "-");
}

TEST_F(GoalsTest, an_office_adds_up_whatever_periods_its_territories_have) {
  set(lviv_, poland_, kJanuary, 3, 900);
  set(lviv_, spain_, kJanuary, 1, 10);
  set(lviv_, spain_, kJanuary + 1, 1, 20);

  EXPECT_EQ(targets(kByOffice), "Lviv | 930; Odesa | -; totals | 930");
  // The share of Poland in January is nobody's to guess.
  EXPECT_EQ(targets(kByOffice, "2025-01-01 2025-01-31"), "Lviv | -; Odesa | -; totals | -");
}

TEST_F(GoalsTest, quarters_are_those_of_the_fiscal_year) {
  numbers_.organisation().fiscal_start = 2;
  set(lviv_, kAnyone, kJanuary + 1, 3, 1'000);

  EXPECT_EQ(total("2025-02-01 2025-04-30"), "1000");
  EXPECT_EQ(total("2025-01-01 2025-06-30"), "1000");
  EXPECT_EQ(total("2025-01-01 2025-03-31"), "-");
}

TEST_F(GoalsTest, days_and_weeks_have_no_targets) {
  numbers_.plan(lviv_poland_, day_of(2025, 1, 6), 5);
  set(lviv_, kAnyone, kJanuary, 1, 100);

  EXPECT_EQ(targets(R"(, "grain": "week")"), "2025-01-06 | -; totals | 100");
}

TEST_F(GoalsTest, who_sees_one_office_sees_its_targets_and_no_geos) {
  set(lviv_, kAnyone, kJanuary, 1, 1'000);
  set(odesa_, kAnyone, kJanuary, 1, 2'000);
  set(kAnyone, spain_, kJanuary, 1, 9'000);
  set(lviv_, spain_, kJanuary, 1, 40);
  auto const lviv = TestNumbers::only_office(1);

  EXPECT_EQ(targets(kByOffice, "2025-01-01 2025-01-31", lviv), "Lviv | 1000; totals | 1000");
  EXPECT_EQ(targets(kByGeo, "2025-01-01 2025-01-31", lviv), "Poland | -; Spain | 40; totals | 1000");
}

TEST_F(GoalsTest, plan_and_fact_can_be_compared_with_it) {
  set(lviv_, kAnyone, kJanuary, 1, 1'250);
  auto const table = numbers_.ask(R"({"measures": ["fact", "target_attainment"], "compare": "target",
                                      "range": {"from": "2025-01-01", "to": "2025-01-31"},
                                      "group_by": ["office"]})");

  ASSERT_TRUE(table);
  EXPECT_EQ(in_lines(*table),
            (std::vector<std::string>{"Lviv | 1000 1250 -250 -2000 8000", "Odesa | 500 - - - -",
                                      "totals | 1500 1250 250 2000 12000"}));
}

TEST_F(GoalsTest, targets_beyond_64_bits_are_refused) {
  constexpr std::int64_t kHuge = 9'000'000'000'000'000'000;
  set(lviv_, kAnyone, kJanuary, 1, kHuge);
  set(odesa_, kAnyone, kJanuary, 1, kHuge);

  EXPECT_EQ(targets(""), "error.analytics.overflow");
}

}  // namespace
}  // namespace pb::analytics
