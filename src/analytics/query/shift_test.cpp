#include "analytics/query/shift.h"

#include <gtest/gtest.h>

#include "analytics/query/test_numbers.h"

namespace pb::analytics {
namespace {

auto before(Range const& range, Day today, Comparison comparison = Comparison::previous_period,
            std::optional<Grain> grain = {}) -> std::string {
  auto const resolved = resolve(range, today, 1);
  auto const moved = moved_back(resolved, shift_of(comparison, resolved, grain));
  return to_iso(moved.first) + " " + to_iso(moved.last);
}

auto before(std::string_view words, Day today, Comparison comparison = Comparison::previous_period,
            std::optional<Grain> grain = {}) -> std::string {
  return before(Range(parse_relative_range(words).value()), today, comparison, grain);
}

TEST(Shift, a_range_to_date_meets_the_same_days_of_the_unit_before) {
  EXPECT_EQ(before("month to date", day_of(2025, 11, 25)), "2025-10-01 2025-10-25");
  EXPECT_EQ(before("week to date", day_of(2025, 3, 12)), "2025-03-03 2025-03-05");
  EXPECT_EQ(before("quarter to date", day_of(2025, 5, 20)), "2025-01-01 2025-02-20");
  EXPECT_EQ(before("year to date", day_of(2025, 3, 12)), "2024-01-01 2024-03-12");
}

TEST(Shift, a_shorter_month_ends_the_comparison_early) {
  EXPECT_EQ(before("month to date", day_of(2025, 3, 31)), "2025-02-01 2025-02-28");
  EXPECT_EQ(before("quarter to date", day_of(2025, 5, 31)), "2025-01-01 2025-02-28");
  EXPECT_EQ(before("year to date", day_of(2024, 2, 29)), "2023-01-01 2023-02-28");
}

TEST(Shift, a_month_to_date_on_its_last_day_does_not_take_a_longer_month_whole) {
  EXPECT_EQ(before("month to date", day_of(2025, 2, 28)), "2025-01-01 2025-01-28");
  EXPECT_EQ(before("this month", day_of(2025, 2, 28)), "2025-01-01 2025-01-31");
}

TEST(Shift, whole_months_meet_as_many_whole_months) {
  EXPECT_EQ(before("last 3 months", day_of(2025, 6, 5)), "2024-12-01 2025-02-28");
  EXPECT_EQ(before("previous quarter", day_of(2025, 6, 5)), "2024-10-01 2024-12-31");
  EXPECT_EQ(before(AbsoluteRange{day_of(2025, 2, 1), day_of(2025, 2, 28)}, day_of(2025, 6, 5)),
            "2025-01-01 2025-01-31");
}

TEST(Shift, other_days_meet_as_many_days_before) {
  EXPECT_EQ(before("today", day_of(2025, 3, 1)), "2025-02-28 2025-02-28");
  EXPECT_EQ(before("last 7 days", day_of(2025, 3, 12)), "2025-02-27 2025-03-05");
  EXPECT_EQ(before(AbsoluteRange{day_of(2025, 3, 3), day_of(2025, 3, 12)}, day_of(2025, 6, 5)),
            "2025-02-21 2025-03-02");
}

TEST(Shift, weeks_meet_whole_weeks) {
  EXPECT_EQ(before("last 10 days", day_of(2025, 3, 12), Comparison::previous_period, Grain::week),
            "2025-02-17 2025-02-26");
  EXPECT_EQ(before("this week", day_of(2025, 3, 12), Comparison::previous_year, Grain::week),
            "2024-03-11 2024-03-17");
}

TEST(Shift, a_coarser_grain_moves_by_its_own_length) {
  EXPECT_EQ(before("last 2 months", day_of(2025, 6, 5), Comparison::previous_period, Grain::quarter),
            "2025-01-01 2025-02-28");
  EXPECT_EQ(before("last 30 days", day_of(2025, 11, 25), Comparison::previous_period, Grain::month),
            "2025-09-27 2025-10-25");
}

TEST(Shift, the_previous_year_has_the_same_dates) {
  EXPECT_EQ(before("month to date", day_of(2025, 3, 12), Comparison::previous_year), "2024-03-01 2024-03-12");
  EXPECT_EQ(before("previous month", day_of(2025, 3, 12), Comparison::previous_year),
            "2024-02-01 2024-02-29");
  EXPECT_EQ(before("today", day_of(2024, 2, 29), Comparison::previous_year), "2023-02-28 2023-02-28");
}

TEST(Shift, a_day_stands_beside_the_same_day_or_beside_none) {
  Shift const month{.months = 1};

  EXPECT_EQ(moved_forward(day_of(2025, 1, 28), month), day_of(2025, 2, 28));
  EXPECT_EQ(moved_forward(day_of(2025, 1, 31), month), std::nullopt);
  EXPECT_EQ(moved_forward(day_of(2023, 2, 28), Shift{.months = 12}), day_of(2024, 2, 28));
  EXPECT_EQ(moved_forward(day_of(2025, 1, 31), Shift{.days = 7}), day_of(2025, 2, 7));
}

}  // namespace
}  // namespace pb::analytics
