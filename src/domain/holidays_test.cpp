#include "domain/holidays.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

auto on(std::string_view day) -> std::optional<Holiday> {
  return holiday(*parse_day(day), "UA");
}

TEST(Holidays, easter_is_on_the_sundays_of_the_orthodox_calendar) {
  for (auto const* day : {"2019-04-28", "2020-04-19", "2021-05-02", "2022-04-24", "2023-04-16", "2024-05-05",
                          "2025-04-20", "2026-04-12", "2027-05-02", "2028-04-16", "2030-04-28", "2050-04-17"})
    EXPECT_EQ(to_iso(orthodox_easter(Month::of(*parse_day(day)).year())), day);
  for (int year = 1900; year < 2100; ++year)
    EXPECT_EQ(orthodox_easter(year).weekday(), std::chrono::Sunday) << year;
}

TEST(Holidays, trinity_comes_seven_weeks_after_easter) {
  EXPECT_EQ(on("2024-06-23"), Holiday::trinity);
  EXPECT_EQ(on("2026-05-31"), Holiday::trinity);
}

TEST(Holidays, christmas_moved_to_december_in_2023) {
  EXPECT_EQ(on("2023-01-07"), Holiday::orthodox_christmas);
  EXPECT_EQ(on("2024-01-07"), std::nullopt);
  EXPECT_EQ(on("2016-12-25"), std::nullopt);
  EXPECT_EQ(on("2023-12-25"), Holiday::christmas);
}

TEST(Holidays, moved_with_the_calendar_of_2023_and_2024) {
  EXPECT_EQ(on("2023-05-09"), Holiday::victory_day);
  EXPECT_EQ(on("2024-05-09"), std::nullopt);
  EXPECT_EQ(on("2024-05-08"), Holiday::victory_day_may_8);
  EXPECT_EQ(on("2023-07-28"), Holiday::statehood_day);
  EXPECT_EQ(on("2024-07-28"), std::nullopt);
  EXPECT_EQ(on("2024-07-15"), Holiday::statehood_day);
  EXPECT_EQ(on("2022-10-14"), Holiday::defenders_day);
  EXPECT_EQ(on("2023-10-14"), std::nullopt);
  EXPECT_EQ(on("2023-10-01"), Holiday::defenders_day);
}

TEST(Holidays, a_year_has_eleven) {
  int count = 0;
  for (auto day = *parse_day("2026-01-01"); day <= *parse_day("2026-12-31"); day = day + 1)
    count += is_holiday(day, "UA");
  EXPECT_EQ(count, 11);
}

TEST(Holidays, an_ordinary_day_and_an_unknown_country_have_none) {
  EXPECT_FALSE(is_holiday(*parse_day("2026-02-03"), "UA"));
  EXPECT_FALSE(is_holiday(*parse_day("2026-01-01"), "XX"));
}

}  // namespace
}  // namespace pb
