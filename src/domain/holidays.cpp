#include "domain/holidays.h"

#include <limits>

namespace pb {
namespace {

constexpr int kAlways = std::numeric_limits<int>::min();
constexpr int kStill = std::numeric_limits<int>::max();

// A date that is the same every year, with the years in which it was a holiday.
struct FixedHoliday {
  Holiday holiday = Holiday::new_year;
  unsigned month = 1;
  unsigned day = 1;
  int first_year = kAlways;
  int last_year = kStill;
};

// Labour Code of Ukraine, article 73, with its amendments: law 2211-VIII of 16.11.2017 (25 December added, 2
// May taken away from 2018), 238-VIII of 05.03.2015 (14 October), 2295-IX of 31.05.2022 (28 July),
// 3107-IX of 29.05.2023 (8 May in the place of 9 May, held from 2024), 3258-IX of 14.07.2023 (7 January taken
// away; 28 July moved to 15 July from 2024; 14 October moved to 1 October from 2023).
constexpr FixedHoliday kFixed[] = {
    {Holiday::new_year, 1, 1},
    {Holiday::orthodox_christmas, 1, 7, kAlways, 2023},
    {Holiday::womens_day, 3, 8},
    {Holiday::labour_day, 5, 1},
    {Holiday::labour_day_second, 5, 2, kAlways, 2017},
    {Holiday::victory_day, 5, 9, kAlways, 2023},
    {Holiday::victory_day_may_8, 5, 8, 2024},
    {Holiday::constitution_day, 6, 28, 1996},
    {Holiday::statehood_day, 7, 28, 2022, 2023},
    {Holiday::statehood_day, 7, 15, 2024},
    {Holiday::independence_day, 8, 24, 1992},
    {Holiday::defenders_day, 10, 14, 2015, 2022},
    {Holiday::defenders_day, 10, 1, 2023},
    {Holiday::christmas, 12, 25, 2017},
};

}  // namespace

auto orthodox_easter(int year) -> Day {
  constexpr std::int32_t kCalendarsApart =
      13;  // days between the Julian and the Gregorian date, 1900 to 2099
  auto const d = (19 * (year % 19) + 15) % 30;
  auto const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  auto const month = static_cast<unsigned>((d + e + 114) / 31);
  auto const day = static_cast<unsigned>((d + e + 114) % 31 + 1);
  return Day::from({std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)}) +
         kCalendarsApart;
}

auto holiday(Day day, std::string_view country) -> std::optional<Holiday> {
  constexpr std::int32_t kTrinity = 49;  // days after Easter
  if (country != "UA") return std::nullopt;
  auto const date = day.date();
  auto const year = static_cast<int>(date.year());
  for (auto const& fixed : kFixed) {
    bool const its_date =
        static_cast<unsigned>(date.month()) == fixed.month && static_cast<unsigned>(date.day()) == fixed.day;
    if (its_date && fixed.first_year <= year && year <= fixed.last_year) return fixed.holiday;
  }
  auto const easter = orthodox_easter(year);
  if (day == easter) return Holiday::easter;
  if (day == easter + kTrinity) return Holiday::trinity;
  return std::nullopt;
}

}  // namespace pb
