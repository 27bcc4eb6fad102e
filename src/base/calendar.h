#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pb {

// A moment in UTC, to the microsecond.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// A calendar day, without time zone: days since 1970-01-01.
struct Day {
  std::int32_t days = 0;

  static Day from(std::chrono::year_month_day date) {
    return {static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
  }
  [[nodiscard]] auto date() const -> std::chrono::year_month_day {
    return std::chrono::sys_days(std::chrono::days(days));
  }
  [[nodiscard]] auto weekday() const -> std::chrono::weekday {
    return std::chrono::weekday(std::chrono::sys_days(std::chrono::days(days)));
  }
  friend auto operator<=>(Day, Day) = default;
  friend Day operator+(Day day, std::int32_t count) { return {day.days + count}; }
  friend Day operator-(Day day, std::int32_t count) { return {day.days - count}; }
  friend std::int32_t operator-(Day a, Day b) { return a.days - b.days; }
};

// A calendar month: months since January of the year 0.
struct Month {
  std::int32_t months = 0;

  static Month of(Day day) {
    auto const date = day.date();
    return from(static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
  }
  static Month from(int year, unsigned month) {
    return {static_cast<std::int32_t>(year * 12 + static_cast<int>(month) - 1)};
  }
  [[nodiscard]] int year() const { return months >= 0 ? months / 12 : (months - 11) / 12; }
  [[nodiscard]] unsigned month() const { return static_cast<unsigned>(months - year() * 12) + 1; }
  [[nodiscard]] Day first() const {
    return Day::from({std::chrono::year(year()), std::chrono::month(month()), std::chrono::day(1)});
  }
  [[nodiscard]] Day last() const { return Month{months + 1}.first() - 1; }
  friend auto operator<=>(Month, Month) = default;
  friend Month operator+(Month month, std::int32_t count) { return {month.months + count}; }
  friend Month operator-(Month month, std::int32_t count) { return {month.months - count}; }
};

// ISO 8601 forms: 2026-01-31, 2026-01, 2026-01-31T16:50:00.000Z. The readers refuse anything else.
auto to_iso(Day day) -> std::string;
auto to_iso(Month month) -> std::string;
auto to_iso(Instant instant) -> std::string;
auto parse_day(std::string_view text) -> std::optional<Day>;
auto parse_month(std::string_view text) -> std::optional<Month>;
// RFC 3339: with any offset, seconds, and up to nine decimals of them, cut to microseconds.
auto parse_instant(std::string_view text) -> std::optional<Instant>;

}  // namespace pb
