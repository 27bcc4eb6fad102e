#include "domain/period.h"

namespace pb {
namespace {

constexpr std::int32_t kDaysOfWeek = 7;
constexpr std::int32_t kMonthsOfQuarter = 3;
constexpr std::int32_t kMonthsOfYear = 12;

// Months since the fiscal year, or the fiscal quarter, that holds this one began.
auto months_into(Month month, std::int64_t fiscal_start, std::int32_t length) -> std::int32_t {
  auto const offset = month.months - (static_cast<std::int32_t>(fiscal_start) - 1);
  return (offset % length + length) % length;
}

auto months_from(PeriodKind kind, Month first, std::int32_t count) -> Period {
  return {kind, first.first(), (first + (count - 1)).last()};
}

auto moved_months(Period const& period, std::int32_t length, std::int32_t count) -> Period {
  return months_from(period.kind, Month::of(period.first) + length * count, length);
}

auto calendar_year(Day day) -> std::int64_t {
  return static_cast<int>(day.date().year());
}

}  // namespace

auto Period::week(Day inside) -> Period {
  auto const monday = inside - (static_cast<std::int32_t>(inside.weekday().iso_encoding()) - 1);
  return {PeriodKind::week, monday, monday + (kDaysOfWeek - 1)};
}

auto Period::quarter(Month inside, std::int64_t fiscal_start) -> Period {
  return months_from(PeriodKind::quarter, inside - months_into(inside, fiscal_start, kMonthsOfQuarter),
                     kMonthsOfQuarter);
}

auto Period::year(Month inside, std::int64_t fiscal_start) -> Period {
  return months_from(PeriodKind::year, inside - months_into(inside, fiscal_start, kMonthsOfYear),
                     kMonthsOfYear);
}

auto Period::moved(std::int32_t count) const -> Period {
  switch (kind) {
    case PeriodKind::month:
      return moved_months(*this, 1, count);
    case PeriodKind::quarter:
      return moved_months(*this, kMonthsOfQuarter, count);
    case PeriodKind::year:
      return moved_months(*this, kMonthsOfYear, count);
    case PeriodKind::day:
    case PeriodKind::week:
    case PeriodKind::range:
      break;
  }
  return {kind, first + days() * count, last + days() * count};
}

auto name_of(Period const& period, std::int64_t fiscal_start) -> PeriodName {
  auto const month = Month::of(period.first);
  switch (period.kind) {
    case PeriodKind::week: {
      auto const thursday = period.first + 3;
      auto const new_year = Month::from(static_cast<int>(calendar_year(thursday)), 1).first();
      return {(thursday - new_year) / kDaysOfWeek + 1, calendar_year(thursday)};
    }
    case PeriodKind::month:
      return {month.month(), month.year()};
    case PeriodKind::quarter: {
      auto const into = months_into(month, fiscal_start, kMonthsOfYear);
      return {into / kMonthsOfQuarter + 1, (month + (kMonthsOfYear - 1 - into)).year()};
    }
    case PeriodKind::day:
    case PeriodKind::year:
    case PeriodKind::range:
      break;
  }
  return {0, calendar_year(period.last)};
}

}  // namespace pb
