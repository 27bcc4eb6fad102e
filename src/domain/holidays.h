#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string_view>

#include "base/calendar.h"

namespace pb {

// Public holidays of Ukraine; named so that a screen can say which.
BOOST_DEFINE_ENUM_CLASS(Holiday, new_year, orthodox_christmas, christmas, womens_day, easter, labour_day,
                        labour_day_second, victory_day, victory_day_may_8, trinity, constitution_day,
                        statehood_day, independence_day, defenders_day)

// Easter Sunday of the Julian computus (Orthodox and, in Ukraine, Greek Catholic churches) in the Gregorian
// calendar; Meeus 1991, "Astronomical Algorithms", chapter 8. For years 1900 to 2099.
[[nodiscard]] auto orthodox_easter(int year) -> Day;

// The holiday of a day in a country (ISO 3166 alpha-2); only "UA" has a table, other countries have none. By
// date: holidays that fall on a weekend are not moved to Monday, for whoever sells on a weekend sees the
// holiday and not the Monday. Under martial law (since March 2022) they are ordinary working days by law;
// people still shop, travel and rest by them, so forecasts look at them all the same.
[[nodiscard]] auto holiday(Day day, std::string_view country) -> std::optional<Holiday>;
[[nodiscard]] inline auto is_holiday(Day day, std::string_view country) -> bool {
  return holiday(day, country).has_value();
}

}  // namespace pb
