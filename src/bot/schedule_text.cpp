#include "bot/schedule_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/enum_name.h"

namespace pb::bot {
namespace {

auto number_in(std::string_view text, int least, int most) -> std::optional<int> {
  int value = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const whole = problem == std::errc{} && end == text.data() + text.size();
  return whole && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

// The five fields; nothing where there are more or less.
auto fields_of(std::string_view expression) -> std::optional<std::array<std::string_view, 5>> {
  std::array<std::string_view, 5> fields;
  for (auto& field : fields) {
    auto const end = std::min(expression.find(' '), expression.size());
    field = expression.substr(0, end);
    expression.remove_prefix(std::min(end + 1, expression.size()));
  }
  return expression.empty() ? std::optional(fields) : std::nullopt;
}

}  // namespace

auto usual_time(std::string_view expression) -> std::optional<UsualTime> {
  auto const fields = fields_of(expression);
  if (!fields || (*fields)[3] != "*") return std::nullopt;
  auto const minute = number_in((*fields)[0], 0, 59);
  auto const hour = number_in((*fields)[1], 0, 23);
  if (!minute || !hour) return std::nullopt;
  UsualTime time{.hour = *hour, .minute = *minute};
  auto const day = (*fields)[2];
  auto const weekday = (*fields)[4];
  if (day == "*" && weekday == "*") return time;
  if (day == "*" && (weekday == "1" || weekday == "1-5" || weekday == "1-6")) {
    time.days = weekday == "1"     ? ScheduleDays::mondays
                : weekday == "1-5" ? ScheduleDays::workdays
                                   : ScheduleDays::six_days;
    return time;
  }
  if (weekday != "*") return std::nullopt;
  time.days = day == "L" ? ScheduleDays::last_day : ScheduleDays::month_day;
  if (day == "L") return time;
  auto const number = number_in(day, 1, 31);
  time.month_day = number.value_or(0);
  return number ? std::optional(time) : std::nullopt;
}

auto expression_of(UsualTime const& time) -> std::string {
  auto const at = fmt::format("{} {}", time.minute, time.hour);
  switch (time.days) {
    case ScheduleDays::daily:
      return fmt::format("{} * * *", at);
    case ScheduleDays::workdays:
      return fmt::format("{} * * 1-5", at);
    case ScheduleDays::six_days:
      return fmt::format("{} * * 1-6", at);
    case ScheduleDays::mondays:
      return fmt::format("{} * * 1", at);
    case ScheduleDays::last_day:
      return fmt::format("{} L * *", at);
    case ScheduleDays::month_day:
      return fmt::format("{} {} * *", at, time.month_day);
  }
  return {};
}

auto schedule_text(Voice const& voice, std::string_view expression) -> std::string {
  auto const time = usual_time(expression);
  if (!time) return std::string(expression);
  return voice.plain("schedules.when", {{"days", std::string(enum_name(time->days))},
                                        {"day", std::int64_t{time->month_day}},
                                        {"time", fmt::format("{:02}:{:02}", time->hour, time->minute)}});
}

}  // namespace pb::bot
