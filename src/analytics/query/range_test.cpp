#include "analytics/query/range.h"

#include <gmock/gmock.h>

#include "analytics/query/test_numbers.h"

namespace pb::analytics {
namespace {

constexpr auto kJanuary = 1;

auto resolved(std::string_view words, Day today, std::int32_t fiscal_start = kJanuary) -> std::string {
  auto const range = resolve(parse_relative_range(words).value(), today, fiscal_start);
  return to_iso(range.first) + " " + to_iso(range.last);
}

TEST(Range, words_mean_days_around_today) {
  auto const wednesday = day_of(2025, 3, 12);

  EXPECT_EQ(resolved("today", wednesday), "2025-03-12 2025-03-12");
  EXPECT_EQ(resolved("yesterday", wednesday), "2025-03-11 2025-03-11");
  EXPECT_EQ(resolved("last 7 days", wednesday), "2025-03-06 2025-03-12");
  EXPECT_EQ(resolved("last 1 day", wednesday), "2025-03-12 2025-03-12");
  EXPECT_EQ(resolved("last 2 weeks", wednesday), "2025-02-24 2025-03-09");
  EXPECT_EQ(resolved("last 3 months", wednesday), "2024-12-01 2025-02-28");
  EXPECT_EQ(resolved("last 1 quarter", wednesday), "2024-10-01 2024-12-31");
  EXPECT_EQ(resolved("last 2 years", wednesday), "2023-01-01 2024-12-31");
  EXPECT_EQ(resolved("this week", wednesday), "2025-03-10 2025-03-16");
  EXPECT_EQ(resolved("this month", wednesday), "2025-03-01 2025-03-31");
  EXPECT_EQ(resolved("previous week", wednesday), "2025-03-03 2025-03-09");
  EXPECT_EQ(resolved("previous month", wednesday), "2025-02-01 2025-02-28");
  EXPECT_EQ(resolved("previous year", wednesday), "2024-01-01 2024-12-31");
  EXPECT_EQ(resolved("week to date", wednesday), "2025-03-10 2025-03-12");
  EXPECT_EQ(resolved("month to date", wednesday), "2025-03-01 2025-03-12");
  EXPECT_EQ(resolved("year to date", wednesday), "2025-01-01 2025-03-12");
}

TEST(Range, quarters_and_years_are_those_of_the_fiscal_year) {
  auto const day = day_of(2025, 3, 12);

  EXPECT_EQ(resolved("this quarter", day, 3), "2025-03-01 2025-05-31");
  EXPECT_EQ(resolved("previous quarter", day, 3), "2024-12-01 2025-02-28");
  EXPECT_EQ(resolved("year to date", day, 10), "2024-10-01 2025-03-12");
  EXPECT_EQ(resolved("this year", day, 10), "2024-10-01 2025-09-30");
}

TEST(Range, words_come_back_as_they_were_given) {
  for (auto const* const words : {"today", "yesterday", "last 7 days", "last 1 day", "last 12 months",
                                  "this week", "previous quarter", "year to date"})
    EXPECT_EQ(to_words(parse_relative_range(words).value()), words);
}

TEST(Range, other_words_are_no_range) {
  for (auto const* const words : {"", "now", "Today", "last days", "last 0 days", "last -1 days",
                                  "last 123456 days", "last 7 hours", "last 7", "this day", "previous",
                                  "to date", "day to date", "month to date ", "last  7 days", "last 7 dayss"})
    EXPECT_FALSE(parse_relative_range(words)) << words;
}

TEST(Range, fifty_years_are_the_most) {
  EXPECT_TRUE(fits(RelativeRange{RelativeForm::last, Grain::year, 50}));
  EXPECT_FALSE(fits(RelativeRange{RelativeForm::last, Grain::year, 51}));
  EXPECT_TRUE(fits(RelativeRange{RelativeForm::last, Grain::month, 600}));
  EXPECT_FALSE(fits(RelativeRange{RelativeForm::last, Grain::month, 601}));
  EXPECT_FALSE(fits(RelativeRange{RelativeForm::last, Grain::day, 99'999}));
  EXPECT_TRUE(fits(AbsoluteRange{day_of(1950, 1, 1), day_of(1999, 12, 31)}));
  EXPECT_FALSE(fits(AbsoluteRange{day_of(1950, 1, 1), day_of(2000, 1, 1)}));
  EXPECT_TRUE(fits(AbsoluteRange{day_of(1950, 3, 10), day_of(2000, 3, 9)}));
  EXPECT_FALSE(fits(AbsoluteRange{day_of(1950, 3, 10), day_of(2000, 3, 10)}));
}

}  // namespace
}  // namespace pb::analytics
