#include "domain/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>
#include <vector>

#include "domain/time_zone.h"

namespace pb {
namespace {

constexpr std::int32_t kSearchDays = 3'660;

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Field {
  int least;
  int most;
  std::span<std::string_view const> names;  // the first one is `names_from`
  int names_from = 0;
};

auto refuse(std::string_view part) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message("error.cron.value", {{"part", std::string(part)}}), "expression");
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

auto number(std::string_view text, Field const& field) -> std::optional<int> {
  int value = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem == std::errc{} && end == text.data() + text.size()) {
    return value >= field.least && value <= field.most ? std::optional(value) : std::nullopt;
  }
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  auto const found = std::ranges::find(field.names, std::string_view(lower));
  if (found == field.names.end()) return std::nullopt;
  return static_cast<int>(found - field.names.begin()) + field.names_from;
}

// One part of a list: "*", "5", "1-5", "*/10", "10-50/5", "5/10" (from 5 on).
template <class Set>
auto add_part(std::string_view part, Field const& field, Set& set) -> bool {
  auto const slash = part.find('/');
  auto const range = part.substr(0, slash);
  int step = 1;
  if (slash != std::string_view::npos) {
    auto const parsed = number(part.substr(slash + 1), {1, field.most, {}});
    if (!parsed) return false;
    step = *parsed;
  }
  int first = field.least;
  int last = field.most;
  if (range != "*") {
    auto const ends = split(range, '-');
    auto const from = number(ends[0], field);
    auto const to = ends.size() == 2 ? number(ends[1], field) : from;
    if (ends.size() > 2 || !from || !to || *from > *to) return false;
    first = *from;
    last = ends.size() == 1 && slash != std::string_view::npos ? field.most : *to;
  }
  for (int value = first; value <= last; value += step) set.set(static_cast<std::size_t>(value));
  return true;
}

template <class Set>
auto add_field(std::string_view text, Field const& field, Set& set) -> Result<void> {
  for (auto const part : split(text, ',')) {
    if (!add_part(part, field, set)) return refuse(part.empty() ? text : part);
  }
  return {};
}

// The day-of-month field, whose L is not a number.
auto add_days(std::string_view text, CronExpression& cron) -> Result<void> {
  for (auto const part : split(text, ',')) {
    if (part == "L" || part == "l") {
      cron.last_day = true;
    } else if (!add_part(part, {1, 31, {}}, cron.days)) {
      return refuse(part.empty() ? text : part);
    }
  }
  return {};
}

auto words(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> found;
  for (auto const word : split(text, ' ')) {
    if (!word.empty()) found.push_back(word);
  }
  return found;
}

// The slots of one day in order of the wall clock.
template <class F>
void each_minute(CronExpression const& cron, F visit) {
  for (std::size_t hour = 0; hour < 24; ++hour) {
    if (!cron.hours.test(hour)) continue;
    for (std::size_t minute = 0; minute < 60; ++minute) {
      if (cron.minutes.test(minute)) visit(static_cast<std::int64_t>(hour * 60 + minute));
    }
  }
}

}  // namespace

auto CronExpression::matches(Day day) const -> bool {
  auto const date = day.date();
  if (!months.test(static_cast<unsigned>(date.month()))) return false;
  bool const last = day == Month::of(day).last();
  bool const by_day = any_day || days.test(static_cast<unsigned>(date.day())) || (last_day && last);
  bool const by_weekday = any_weekday || weekdays.test(day.weekday().c_encoding());
  if (!any_day && !any_weekday) return by_day || by_weekday;
  return by_day && by_weekday;
}

auto parse_cron(std::string_view text) -> Result<CronExpression> {
  constexpr std::size_t kLongest = 200;
  auto const fields = words(text);
  if (fields.size() != 5 || text.size() > kLongest) {
    return fail(ErrorCode::invalid, Message("error.cron.fields"), "expression");
  }
  CronExpression cron;
  std::bitset<8> weekdays;
  PB_CHECK(add_field(fields[0], {0, 59, {}}, cron.minutes));
  PB_CHECK(add_field(fields[1], {0, 23, {}}, cron.hours));
  PB_CHECK(add_days(fields[2], cron));
  PB_CHECK(add_field(fields[3], {1, 12, kMonths, 1}, cron.months));
  PB_CHECK(add_field(fields[4], {0, 7, kWeekdays, 0}, weekdays));
  for (std::size_t day = 0; day < 7; ++day) cron.weekdays.set(day, weekdays.test(day));
  if (weekdays.test(7)) cron.weekdays.set(0);
  cron.any_day = fields[2] == "*";
  cron.any_weekday = fields[4] == "*";

  // 31 February never comes; a leap day does within eight years.
  for (std::int32_t day = 0; day < kSearchDays; ++day) {
    if (cron.matches(Day{day})) return cron;
  }
  return fail(ErrorCode::invalid, Message("error.cron.never"), "expression");
}

auto next_slot(CronExpression const& cron, std::string_view zone, Instant after) -> std::optional<Instant> {
  auto const today = local_day(after, zone);
  // Yesterday's last slot may lie after midnight where a gap moved it.
  for (auto day = today - 1; day < today + kSearchDays; day = day + 1) {
    if (!cron.matches(day)) continue;
    std::optional<Instant> best;
    each_minute(cron, [&](std::int64_t minute) {
      auto const slot = instant_at(day, minute, zone);
      if (slot > after && (!best || slot < *best)) best = slot;
    });
    if (best) return best;
  }
  return std::nullopt;
}

auto last_slot(CronExpression const& cron, std::string_view zone, Instant at) -> std::optional<Instant> {
  auto const today = local_day(at, zone);
  for (auto day = today; day > today - kSearchDays; day = day - 1) {
    if (!cron.matches(day)) continue;
    std::optional<Instant> best;
    each_minute(cron, [&](std::int64_t minute) {
      auto const slot = instant_at(day, minute, zone);
      if (slot <= at && (!best || slot > *best)) best = slot;
    });
    if (best) return best;
  }
  return std::nullopt;
}

}  // namespace pb
