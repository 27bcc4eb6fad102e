#include "analytics/query/shift.h"

#include <algorithm>

namespace pb::analytics {
namespace {

constexpr std::int32_t kDaysOfWeek = 7;
constexpr std::int32_t kMonthsOfYear = 12;
constexpr std::int32_t kWeeksOfYear = 52;

// The same day of another month, or its last one where it is shorter.
auto months_back(Day day, std::int32_t months) -> Day {
  auto const month = Month::of(day);
  auto const into = day - month.first();
  auto const other = month - months;
  return std::min(other.first() + into, other.last());
}

auto days_back(ResolvedRange const& range, std::int32_t unit) -> Shift {
  auto const length = range.last - range.first + 1;
  return {.days = (length + unit - 1) / unit * unit};
}

auto whole_months_back(ResolvedRange const& range, std::int32_t unit) -> Shift {
  auto const spanned = Month::of(range.last).months - Month::of(range.first).months + 1;
  auto months = (spanned + unit - 1) / unit * unit;
  // A few days over two months' ends need not go back two.
  while (months > unit && months_back(range.last, months - unit) < range.first) months -= unit;
  return {.months = months};
}

}  // namespace

auto shift_of(Comparison comparison, ResolvedRange const& range, std::optional<Grain> grain) -> Shift {
  bool const by_week = grain == Grain::week;
  if (comparison == Comparison::previous_year) {
    if (by_week) return {.days = kWeeksOfYear * kDaysOfWeek};
    return {.months = kMonthsOfYear};
  }
  bool const weeks = by_week || range.unit == Grain::week;
  auto const unit = std::max(months_of(range.unit), grain ? months_of(*grain) : 0);
  if (unit == 0 || by_week) return days_back(range, weeks ? kDaysOfWeek : 1);
  return whole_months_back(range, unit);
}

auto moved_back(ResolvedRange const& range, Shift shift) -> ResolvedRange {
  auto moved = range;
  if (shift.months == 0) {
    moved.first = range.first - shift.days;
    moved.last = range.last - shift.days;
    return moved;
  }
  moved.first = months_back(range.first, shift.months);
  auto const month = Month::of(range.last);
  bool const ends_with_month = month.last() == range.last && !range.to_date;
  moved.last = ends_with_month ? (month - shift.months).last() : months_back(range.last, shift.months);
  return moved;
}

auto moved_forward(Day day, Shift shift) -> std::optional<Day> {
  if (shift.months == 0) return day + shift.days;
  auto const month = Month::of(day);
  auto const other = month + shift.months;
  auto const found = other.first() + (day - month.first());
  if (found > other.last()) return std::nullopt;
  return found;
}

}  // namespace pb::analytics
