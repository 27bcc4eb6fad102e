#pragma once

#include <span>
#include <vector>

#include "analytics/outlook/expected.h"
#include "base/calendar.h"

namespace pb::analytics {

// What was given on each day from `first` on, in minor units; a day on which nobody gave anything is 0.
struct DaySeries {
  Day first{};
  std::vector<double> values{};

  [[nodiscard]] auto end() const -> Day { return first + static_cast<std::int32_t>(values.size()); }
};

// Where holidays come from and how much of an ordinary same weekday they bring.
struct HolidayEffect {
  std::string_view country{};  // ISO 3166, see domain/holidays.h
  double factor = 1;
};

// Measured over every holiday of a series whose same weekday one and two weeks before and after are known:
// the sum of the holidays over the sum of what was usual, drawn towards 1 as if kHolidayPrior more holidays
// had been ordinary. Within [0, 2].
inline constexpr double kHolidayPrior = 2;
[[nodiscard]] auto holiday_effect(DaySeries const& series, std::string_view country) -> HolidayEffect;

inline constexpr std::size_t kDaysLookedAt = 182;  // of a daily history: half a year of weeks

// The days that follow the series, day by day, weekday and holiday aware; holidays of the history are gaps, a
// weekday without anything for weeks is free. The sum's deviation takes the days as independent of each
// other: see spread_of_sums.
struct ComingDays {
  std::vector<double> means{};
  std::vector<double> deviations{};

  // From so many days on.
  [[nodiscard]] auto sum(std::size_t skipped = 0) const -> Guess;
};
[[nodiscard]] auto coming_days(DaySeries const& series, std::size_t count, HolidayEffect const& holidays)
    -> ComingDays;

// How many times wider sums of so many coming days spread than independent days would: days err together (the
// level moves). Measured by forecasting from earlier ends of the series (rolling origins) and held near 1.3,
// which is what generated businesses show, while there are few of them. Within [0.7, 4].
[[nodiscard]] auto spread_of_sums(DaySeries const& series, std::size_t count, HolidayEffect const& holidays)
    -> double;

}  // namespace pb::analytics
