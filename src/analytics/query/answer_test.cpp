#include "analytics/query/answer.h"

#include <gmock/gmock.h>

#include "analytics/query/test_numbers.h"

// Measures, groups, grains, order and totals on a company small enough to reckon by hand.
namespace pb::analytics {
namespace {

using testing::ElementsAre;

class Answer : public TwoOffices {
 protected:
  Answer() {
    numbers_.plan(lviv_poland_, day_of(2025, 1, 10), 1'000, olena_);
    numbers_.plan(lviv_poland_, day_of(2025, 2, 10), 3'000, olena_);
    numbers_.plan(lviv_spain_, day_of(2025, 1, 15), 500, taras_);
    numbers_.late_plan(odesa_poland_, day_of(2025, 1, 20), 2'000);
    numbers_.fact(lviv_poland_, Month::from(2025, 1), 1'200, olena_);
    numbers_.fact(odesa_poland_, Month::from(2025, 1), 1'500, taras_);
  }

  auto lines(std::string const& json) -> std::vector<std::string> {
    auto const table = numbers_.ask(json);
    if (!table) return {table.error().field + ": " + table.error().message.key};
    return in_lines(*table);
  }

  Index olena_ = numbers_.manager("Olena");
  Index taras_ = numbers_.manager("Taras");
};

constexpr auto kWinter = R"("range": {"from": "2025-01-01", "to": "2025-02-28"})";

auto query(std::string const& parts) -> std::string {
  return "{" + std::string(kWinter) + ", " + parts + "}";
}

TEST_F(Answer, sums_come_by_group_with_their_total) {
  EXPECT_THAT(lines(query(R"("measures": ["plan", "fact", "submissions"], "group_by": ["office"])")),
              ElementsAre("Lviv | 4500 1200 4", "Odesa | 2000 1500 2", "totals | 6500 2700 6"));
}

TEST_F(Answer, periods_come_before_groups) {
  EXPECT_THAT(lines(query(R"("measures": ["plan", "fact"], "group_by": ["geo"], "grain": "month")")),
              ElementsAre("2025-01-01 Poland | 3000 2700", "2025-01-01 Spain | 500 -",
                          "2025-02-01 Poland | 3000 -", "totals | 6500 2700"));
}

TEST_F(Answer, measures_of_a_fact_count_only_the_plans_it_was_reported_for) {
  EXPECT_THAT(
      lines(query(R"("measures": ["plan_of_reported", "delta", "attainment", "plan_bias"],
                             "group_by": ["territory"], "grain": "month")")),
      ElementsAre("2025-01-01 Lviv · Poland | 1000 200 12000 -1667", "2025-01-01 Lviv · Spain | - - - -",
                  "2025-01-01 Odesa · Poland | 2000 -500 7500 3333", "2025-02-01 Lviv · Poland | - - - -",
                  "totals | 3000 -300 9000 1111"));
}

TEST_F(Answer, contribution_is_the_share_of_the_total) {
  EXPECT_THAT(lines(query(R"("measures": ["contribution"], "group_by": ["office"])")),
              ElementsAre("Lviv | 4444", "Odesa | 5556", "totals | 10000"));
  EXPECT_THAT(lines(query(R"("measures": ["plan", "contribution"], "group_by": ["office"])")),
              ElementsAre("Lviv | 4500 6923", "Odesa | 2000 3077", "totals | 6500 10000"));
}

TEST_F(Answer, manners_of_submitting_are_counted) {
  EXPECT_THAT(lines(query(R"("measures": ["submissions", "on_time_rate", "average_delay", "plan_error"],
                             "group_by": ["office"])")),
              ElementsAre("Lviv | 4 10000 - 1667", "Odesa | 2 5000 0 3333", "totals | 6 8333 0 2500"));
}

TEST_F(Answer, calculated_measures_have_data_where_all_their_parts_have) {
  EXPECT_THAT(lines(query(R"("measures": [{"name": "each", "formula": "fact / submissions", "kind": "money"},
                                  {"name": "half", "formula": "attainment / 2", "kind": "ratio"}],
                     "group_by": ["territory"])")),
              ElementsAre("Lviv · Poland | 400 6000", "Lviv · Spain | - -", "Odesa · Poland | 750 3750",
                          "totals | 450 4500"));
}

TEST_F(Answer, managers_are_told_apart_and_the_unknown_stands_last) {
  EXPECT_THAT(lines(query(R"("measures": ["plan", "fact"], "group_by": ["manager"])")),
              ElementsAre("Olena | 4000 1200", "Taras | 500 1500", "? | 2000 -", "totals | 6500 2700"));
}

TEST_F(Answer, order_puts_no_data_last_in_either_direction) {
  auto const ordered = [&](std::string const& direction) {
    return lines(query(R"("measures": ["fact"], "group_by": ["territory"],
                          "order": [{"by": "fact", "direction": ")" +
                       direction + R"("}])"));
  };
  EXPECT_THAT(ordered("ascending"), ElementsAre("Lviv · Poland | 1200", "Odesa · Poland | 1500",
                                                "Lviv · Spain | -", "totals | 2700"));
  EXPECT_THAT(ordered("descending"), ElementsAre("Odesa · Poland | 1500", "Lviv · Poland | 1200",
                                                 "Lviv · Spain | -", "totals | 2700"));
}

TEST_F(Answer, what_a_limit_cuts_is_one_row_of_the_base) {
  auto const cut = [&](std::string const& others) {
    return lines(query(R"("measures": ["plan", "attainment"], "group_by": ["territory"],
                          "order": [{"by": "plan", "direction": "descending"}], "limit": 1)" +
                       others));
  };
  EXPECT_THAT(cut(""), ElementsAre("Lviv · Poland | 4000 12000", "others | 2500 7500", "totals | 6500 9000"));
  EXPECT_THAT(cut(R"(, "others": false)"), ElementsAre("Lviv · Poland | 4000 12000", "totals | 6500 9000"));
}

TEST_F(Answer, totals_do_not_follow_filters_on_results) {
  auto const table = numbers_.ask(query(R"("measures": ["plan"], "group_by": ["office"],
                                           "filters": [{"measure": "plan", "op": ">", "value": 2000}])"));

  ASSERT_TRUE(table);
  EXPECT_THAT(in_lines(*table), ElementsAre("Lviv | 4500", "totals | 6500"));
  ASSERT_EQ(table->notes.size(), 1U);
  EXPECT_EQ(table->notes.front().code, NoteCode::totals_before_filters);
}

TEST_F(Answer, filters_on_dimensions_narrow_everything) {
  EXPECT_THAT(lines(query(R"("measures": ["plan", "contribution"], "group_by": ["office"],
                             "filters": [{"dimension": "geo", "is": [1]}])")),
              ElementsAre("Lviv | 4000 6667", "Odesa | 2000 3333", "totals | 6000 10000"));
  EXPECT_THAT(lines(query(R"("measures": ["plan"],
                             "filters": [{"dimension": "manager", "is_not": [1]}])")),
              ElementsAre("| 500", "totals | 500"));
  EXPECT_THAT(lines(query(R"("measures": ["plan"], "filters": [{"dimension": "office", "is": []}])")),
              ElementsAre("totals | -"));
}

TEST_F(Answer, facts_of_months_are_absent_at_finer_grains_and_the_answer_says_so) {
  auto const table = numbers_.ask(query(R"("measures": ["plan", "fact"], "grain": "week")"));

  ASSERT_TRUE(table);
  EXPECT_THAT(in_lines(*table), ElementsAre("2025-01-06 | 1000 -", "2025-01-13 | 500 -",
                                            "2025-01-20 | 2000 -", "2025-02-10 | 3000 -", "totals | 6500 -"));
  ASSERT_EQ(table->notes.size(), 1U);
  EXPECT_EQ(table->notes.front().code, NoteCode::fact_by_month);
  EXPECT_THAT(table->notes.front().columns, ElementsAre("fact"));
}

TEST_F(Answer, an_earlier_period_stands_beside_with_change_and_percentage) {
  EXPECT_THAT(
      lines(R"({"measures": ["plan"], "group_by": ["office"], "compare": "previous_period",
                "range": {"from": "2025-02-01", "to": "2025-02-28"}})"),
      ElementsAre("Lviv | 3000 1500 1500 10000", "Odesa | - 2000 - -", "totals | 3000 3500 -500 -1429"));
}

TEST_F(Answer, a_ratio_changes_by_points) {
  auto const table = numbers_.ask(query(R"("measures": ["attainment"], "compare": "previous_year")"));

  ASSERT_TRUE(table);
  std::vector<std::string> names;
  for (auto const& column : table->columns) names.push_back(column.name);
  EXPECT_THAT(names, ElementsAre("attainment", "attainment.compared", "attainment.delta"));
}

TEST_F(Answer, the_last_days_of_a_longer_month_stand_beside_nothing) {
  numbers_.plan(lviv_poland_, day_of(2025, 1, 31), 70);

  EXPECT_THAT(lines(R"({"measures": ["plan"], "grain": "day", "compare": "previous_period",
                        "range": {"from": "2025-02-01", "to": "2025-02-28"}})"),
              ElementsAre("2025-02-10 | 3000 1000 2000 20000", "2025-02-15 | - 500 - -",
                          "2025-02-20 | - 2000 - -", "totals | 3000 3570 -570 -1597"));
}

TEST_F(Answer, nothing_at_all_has_only_an_empty_total) {
  EXPECT_THAT(lines(R"({"measures": ["plan", "attainment", "submissions"], "range": "today"})"),
              ElementsAre("totals | - - 0"));
}

TEST_F(Answer, sums_beyond_64_bits_are_refused) {
  constexpr std::int64_t kHuge = 9'000'000'000'000'000'000;
  numbers_.plan(lviv_poland_, day_of(2025, 4, 1), kHuge);
  numbers_.plan(odesa_poland_, day_of(2025, 5, 1), kHuge);

  EXPECT_THAT(lines(R"({"measures": ["plan"], "range": {"from": "2025-04-01", "to": "2025-04-30"}})"),
              ElementsAre("| 9000000000000000000", "totals | 9000000000000000000"));
  EXPECT_THAT(lines(R"({"measures": ["plan"], "range": {"from": "2025-04-01", "to": "2025-05-31"}})"),
              ElementsAre("/measures: error.analytics.overflow"));
  EXPECT_THAT(lines(R"({"measures": ["plan"], "grain": "month",
                        "range": {"from": "2025-04-01", "to": "2025-05-31"}})"),
              ElementsAre("/measures: error.analytics.overflow"));
}

TEST_F(Answer, the_answer_tells_its_days_and_its_place_in_the_log) {
  auto const table =
      numbers_.ask(R"({"measures": ["plan"], "range": "month to date", "compare": "previous_period"})");

  ASSERT_TRUE(table);
  EXPECT_EQ(table->as_of, 77);
  EXPECT_EQ(table->range, (DayRange{day_of(2025, 3, 1), day_of(2025, 3, 12)}));
  EXPECT_EQ(table->compared_range, (DayRange{day_of(2025, 2, 1), day_of(2025, 2, 12)}));
}

}  // namespace
}  // namespace pb::analytics
