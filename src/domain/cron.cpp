#include "domain/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/enum_name.h"
#include "domain/time_zone.h"

namespace pb {
namespace {

constexpr std::int32_t kSearchDays = kCronYears * 366;
constexpr std::size_t kLongest = 200;  // characters
constexpr std::int64_t kMinutesPerDay = 24 * 60;
constexpr std::size_t kSundayAtTheEnd = 7;

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Field {
  CronField which;
  int least;
  int most;
  std::span<std::string_view const> names{};
  int first_name = 0;  // the number of the first name
};

constexpr Field kMinute{CronField::minute, 0, 59};
constexpr Field kHour{CronField::hour, 0, 23};
constexpr Field kDay{CronField::day, 1, 31};
constexpr Field kMonth{CronField::month, 1, 12, kMonths, 1};
constexpr Field kWeekday{CronField::weekday, 0, static_cast<int>(kSundayAtTheEnd), kWeekdays, 0};

auto refuse(std::string_view part, Field const& field) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid,
              Message("error.cron.value",
                      {{"part", std::string(part)}, {"field", std::string(enum_name(field.which))}}),
              "expression");
}

auto split(std::string_view text, char separator) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  while (true) {
    auto const at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// Decimal digits only: no sign, no blanks.
auto whole_number(std::string_view text, int least, int most) -> std::optional<int> {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  int value = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

auto value_of(std::string_view text, Field const& field) -> std::optional<int> {
  auto const name = std::ranges::find(field.names, std::string_view(lower_case(text)));
  if (name == field.names.end()) return whole_number(text, field.least, field.most);
  return static_cast<int>(name - field.names.begin()) + field.first_name;
}

struct Range {
  int first;
  int last;
};

// "*", "5", "1-5", "fri-sun"; with a step, a single number means "from here on".
auto range_of(std::string_view text, Field const& field, bool stepped) -> std::optional<Range> {
  if (text == "*") return Range{field.least, field.most};
  auto const ends = split(text, '-');
  auto const first = value_of(ends[0], field);
  if (!first || ends.size() > 2) return std::nullopt;
  if (ends.size() == 1) return Range{*first, stepped ? field.most : *first};
  auto last = value_of(ends[1], field);
  bool const until_sunday = field.which == CronField::weekday && last == 0 && *first > 0;
  if (until_sunday) last = static_cast<int>(kSundayAtTheEnd);
  if (!last || *first > *last) return std::nullopt;
  return Range{*first, *last};
}

// One part of a list: a range, with or without a step.
template <class Set>
auto add_part(std::string_view part, Field const& field, Set& set) -> bool {
  auto const slash = part.find('/');
  bool const stepped = slash != std::string_view::npos;
  auto const range = range_of(part.substr(0, slash), field, stepped);
  auto const step = stepped ? whole_number(part.substr(slash + 1), 1, field.most) : std::optional(1);
  if (!range || !step) return false;
  for (int value = range->first; value <= range->last; value += *step) {
    set.set(static_cast<std::size_t>(value));
  }
  return true;
}

template <class Set>
auto add_field(std::string_view text, Field const& field, Set& set) -> Result<void> {
  for (auto const part : split(text, ',')) {
    if (!add_part(part, field, set)) return refuse(part.empty() ? text : part, field);
  }
  return {};
}

// The day-of-month field, whose L is not a number.
auto add_days(std::string_view text, CronExpression& cron) -> Result<void> {
  for (auto const part : split(text, ',')) {
    if (part == "L" || part == "l") {
      cron.last_day = true;
    } else if (!add_part(part, kDay, cron.days)) {
      return refuse(part.empty() ? text : part, kDay);
    }
  }
  return {};
}

auto words(std::string_view text) -> std::vector<std::string_view> {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::vector<std::string_view> found;
  while (true) {
    auto const start = text.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return found;
    text.remove_prefix(start);
    auto const end = std::min(text.find_first_of(kBlanks), text.size());
    found.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

auto is_due(CronExpression const& cron, std::int64_t minute) -> bool {
  return cron.hours.test(static_cast<std::size_t>(minute / 60)) &&
         cron.minutes.test(static_cast<std::size_t>(minute % 60));
}

}  // namespace

auto CronExpression::matches(Day day) const -> bool {
  auto const date = day.date();
  if (!months.test(static_cast<unsigned>(date.month()))) return false;
  bool const last = last_day && day == Month::of(day).last();
  bool const by_day = last || days.test(static_cast<unsigned>(date.day()));
  bool const by_weekday = weekdays.test(day.weekday().c_encoding());
  return both_days ? by_day && by_weekday : by_day || by_weekday;
}

auto parse_cron(std::string_view text) -> Result<CronExpression> {
  auto const fields = text.size() > kLongest ? std::vector<std::string_view>{} : words(text);
  if (fields.size() != 5) return fail(ErrorCode::invalid, Message("error.cron.fields"), "expression");
  CronExpression cron;
  std::bitset<kSundayAtTheEnd + 1> weekdays;
  PB_CHECK(add_field(fields[0], kMinute, cron.minutes));
  PB_CHECK(add_field(fields[1], kHour, cron.hours));
  PB_CHECK(add_days(fields[2], cron));
  PB_CHECK(add_field(fields[3], kMonth, cron.months));
  PB_CHECK(add_field(fields[4], kWeekday, weekdays));
  for (std::size_t day = 0; day < kSundayAtTheEnd; ++day) cron.weekdays.set(day, weekdays.test(day));
  if (weekdays.test(kSundayAtTheEnd)) cron.weekdays.set(0);
  cron.both_days = fields[2].starts_with('*') || fields[4].starts_with('*');

  for (std::int32_t day = 0; day < kSearchDays; ++day) {
    if (cron.matches(Day{day})) return cron;
  }
  return fail(ErrorCode::invalid, Message("error.cron.never"), "expression");
}

// A later time on the wall never comes earlier (instant_at), so the first slot found is the right one.
auto next_slot(CronExpression const& cron, std::string_view zone, Instant after) -> std::optional<Instant> {
  auto const today = local_day(after, zone);
  // Yesterday's last slots lie after midnight where a gap moved them.
  for (auto day = today - 1; day < today + kSearchDays; day = day + 1) {
    if (!cron.matches(day)) continue;
    for (std::int64_t minute = 0; minute < kMinutesPerDay; ++minute) {
      if (!is_due(cron, minute)) continue;
      if (auto const slot = instant_at(day, minute, zone); slot > after) return slot;
    }
  }
  return std::nullopt;
}

auto last_slot(CronExpression const& cron, std::string_view zone, Instant at) -> std::optional<Instant> {
  auto const today = local_day(at, zone);
  for (auto day = today; day > today - kSearchDays; day = day - 1) {
    if (!cron.matches(day)) continue;
    for (auto minute = kMinutesPerDay - 1; minute >= 0; --minute) {
      if (!is_due(cron, minute)) continue;
      if (auto const slot = instant_at(day, minute, zone); slot <= at) return slot;
    }
  }
  return std::nullopt;
}

}  // namespace pb
