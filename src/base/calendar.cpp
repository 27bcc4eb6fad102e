#include "base/calendar.h"

#include <fmt/format.h>

namespace pb {
namespace {

// Reads exactly `width` digits at `at`.
auto digits(std::string_view text, std::size_t at, std::size_t width) -> std::optional<int> {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (char const c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

auto to_iso(Day day) -> std::string {
  auto const date = day.date();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

auto to_iso(Month month) -> std::string {
  return fmt::format("{:04}-{:02}", month.year(), month.month());
}

auto to_iso(Instant instant) -> std::string {
  auto const midnight = std::chrono::floor<std::chrono::days>(instant);
  auto const time = std::chrono::hh_mm_ss(std::chrono::floor<std::chrono::milliseconds>(instant - midnight));
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z",
                     to_iso(Day{static_cast<std::int32_t>(midnight.time_since_epoch().count())}),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

auto parse_day(std::string_view text) -> std::optional<Day> {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto const year = digits(text, 0, 4);
  auto const month = digits(text, 5, 2);
  auto const day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Day::from(date);
}

auto parse_month(std::string_view text) -> std::optional<Month> {
  if (text.size() != 7) return std::nullopt;
  auto const first = parse_day(fmt::format("{}-01", text));
  if (!first) return std::nullopt;
  return Month::of(*first);
}

}  // namespace pb
