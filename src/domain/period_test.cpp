#include "domain/period.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace pb {
namespace {

auto day(std::string_view iso) -> Day {
  return *parse_day(iso);
}

auto days_of(Period const& period) -> std::string {
  return to_iso(period.first) + " " + to_iso(period.last);
}

TEST(Period, begins_and_ends_where_the_calendar_says) {
  EXPECT_EQ(days_of(Period::day(day("2026-11-24"))), "2026-11-24 2026-11-24");
  EXPECT_EQ(days_of(Period::week(day("2026-11-29"))), "2026-11-23 2026-11-29");
  EXPECT_EQ(days_of(Period::week(day("2026-11-23"))), "2026-11-23 2026-11-29");
  EXPECT_EQ(days_of(Period::month(Month::from(2024, 2))), "2024-02-01 2024-02-29");
  EXPECT_EQ(days_of(Period::quarter(Month::from(2026, 11), 1)), "2026-10-01 2026-12-31");
  EXPECT_EQ(days_of(Period::year(Month::from(2026, 11), 1)), "2026-01-01 2026-12-31");
}

TEST(Period, of_a_fiscal_year_follows_the_month_it_begins_with) {
  EXPECT_EQ(days_of(Period::year(Month::from(2026, 3), 4)), "2025-04-01 2026-03-31");
  EXPECT_EQ(days_of(Period::year(Month::from(2026, 4), 4)), "2026-04-01 2027-03-31");
  EXPECT_EQ(days_of(Period::quarter(Month::from(2026, 1), 12)), "2025-12-01 2026-02-28");
  EXPECT_EQ(days_of(Period::quarter(Month::from(2026, 3), 2)), "2026-02-01 2026-04-30");
}

TEST(Period, holds_its_day_whatever_the_fiscal_year) {
  for (std::int64_t start = 1; start <= 12; ++start) {
    for (auto at = day("2023-12-01"); at < day("2026-03-01"); at = at + 1) {
      auto const quarter = Period::quarter(Month::of(at), start);
      auto const year = Period::year(Month::of(at), start);

      ASSERT_TRUE(quarter.contains(at) && year.contains(at) && Period::week(at).contains(at));
      ASSERT_TRUE(year.contains(quarter.first) && year.contains(quarter.last));
      ASSERT_EQ(static_cast<std::int64_t>(Month::of(year.first).month()), start);
      ASSERT_EQ(year.moved(1).first, year.last + 1);
      ASSERT_EQ(quarter.moved(1).first, quarter.last + 1);
      ASSERT_EQ(quarter.moved(-1).last, quarter.first - 1);
    }
  }
}

TEST(Period, moves_by_its_own_kind) {
  EXPECT_EQ(days_of(Period::month(Month::from(2026, 1)).moved(1)), "2026-02-01 2026-02-28");
  EXPECT_EQ(days_of(Period::week(day("2026-11-24")).moved(-1)), "2026-11-16 2026-11-22");
  EXPECT_EQ(days_of(Period::range(day("2026-11-01"), day("2026-11-10")).moved(-1)), "2026-10-22 2026-10-31");
}

TEST(Period, is_called_by_number_and_year) {
  EXPECT_EQ(name_of(Period::month(Month::from(2026, 11)), 1), (PeriodName{11, 2026}));
  EXPECT_EQ(name_of(Period::quarter(Month::from(2026, 11), 1), 1), (PeriodName{4, 2026}));
  EXPECT_EQ(name_of(Period::quarter(Month::from(2026, 5), 4), 4), (PeriodName{1, 2027}));
  EXPECT_EQ(name_of(Period::year(Month::from(2026, 5), 4), 4), (PeriodName{0, 2027}));
  EXPECT_EQ(name_of(Period::week(day("2027-01-02")), 1), (PeriodName{53, 2026}));
}

TEST(Period, counts_weeks_as_the_c_library_does) {
  for (auto at = day("2015-12-20"); at < day("2032-01-15"); at = at + 1) {
    auto const seconds = static_cast<std::time_t>(at.days) * 86'400;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char expected[16];
    std::strftime(expected, sizeof expected, "%G %V", &parts);

    auto const name = name_of(Period::week(at), 1);

    auto const number = std::to_string(name.number);
    ASSERT_EQ(std::to_string(name.year) + (number.size() < 2 ? " 0" : " ") + number, expected);
  }
}

}  // namespace
}  // namespace pb
