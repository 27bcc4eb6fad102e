#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>

#include "base/calendar.h"

namespace pb {

BOOST_DEFINE_ENUM_CLASS(PeriodKind, day, week, month, quarter, year, range)

// Days first to last, both included. Weeks are ISO 8601: from Monday. Quarters and years are those of the
// fiscal year, which begins with the month `fiscal_start` (1 to 12).
struct Period {
  PeriodKind kind = PeriodKind::day;
  Day first{};
  Day last{};

  static auto day(Day day) -> Period { return {PeriodKind::day, day, day}; }
  static auto week(Day inside) -> Period;
  static auto month(Month month) -> Period { return {PeriodKind::month, month.first(), month.last()}; }
  static auto quarter(Month inside, std::int64_t fiscal_start) -> Period;
  static auto year(Month inside, std::int64_t fiscal_start) -> Period;
  // The kind stays `range` even where the days happen to be a whole month. last >= first.
  static auto range(Day first, Day last) -> Period { return {PeriodKind::range, first, last}; }

  [[nodiscard]] auto days() const -> std::int32_t { return last - first + 1; }
  [[nodiscard]] auto contains(Day day) const -> bool { return first <= day && day <= last; }
  // The period of the same kind `count` further on, back where negative; a range moves by its own length.
  [[nodiscard]] auto moved(std::int32_t count) const -> Period;

  friend auto operator==(Period const&, Period const&) -> bool = default;
};

// What a period is called, in numbers: the ISO week, the month, or the quarter (1 to 4) of a year. A week's
// year is the one its Thursday lies in; a fiscal year is called by the calendar year it ends in.
struct PeriodName {
  std::int64_t number = 0;  // 0 for days, years and ranges
  std::int64_t year = 0;

  friend auto operator==(PeriodName, PeriodName) -> bool = default;
};

[[nodiscard]] auto name_of(Period const& period, std::int64_t fiscal_start) -> PeriodName;

}  // namespace pb
