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

// "Z", "+02:00", "-00:30": minutes east of Greenwich.
auto parse_offset(std::string_view text) -> std::optional<std::chrono::minutes> {
  if (text == "Z" || text == "z") return std::chrono::minutes(0);
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  auto const hours = digits(text, 1, 2);
  auto const minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  std::chrono::minutes const offset(*hours * 60 + *minutes);
  return text[0] == '-' ? -offset : offset;
}

// ".5" is half a second; takes what it reads from the front.
auto take_fraction(std::string_view& text) -> std::optional<std::chrono::microseconds> {
  if (!text.starts_with('.')) return std::chrono::microseconds(0);
  std::size_t count = 0;
  std::int64_t nanoseconds = 0;
  while (count + 1 < text.size() && text[count + 1] >= '0' && text[count + 1] <= '9') {
    if (++count > 9) return std::nullopt;
    nanoseconds = nanoseconds * 10 + (text[count] - '0');
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(count + 1);
  for (; count < 9; ++count) nanoseconds *= 10;
  return std::chrono::microseconds(nanoseconds / 1000);
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

auto parse_instant(std::string_view text) -> std::optional<Instant> {
  constexpr std::size_t kSecondsEnd = 19;
  if (text.size() <= kSecondsEnd || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
      text[16] != ':')
    return std::nullopt;
  auto const day = parse_day(text.substr(0, 10));
  auto const hour = digits(text, 11, 2);
  auto const minute = digits(text, 14, 2);
  auto const second = digits(text, 17, 2);
  if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  auto rest = text.substr(kSecondsEnd);
  auto const fraction = take_fraction(rest);
  auto const offset = parse_offset(rest);
  if (!fraction || !offset) return std::nullopt;
  return Instant(std::chrono::sys_days(std::chrono::days(day->days))) + std::chrono::hours(*hour) +
         std::chrono::minutes(*minute) + std::chrono::seconds(*second) + *fraction - *offset;
}

}  // namespace pb
