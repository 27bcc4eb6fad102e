#include "app/demo_moment.h"

#include <fmt/format.h>

#include "domain/cron.h"

namespace pb::app {
namespace {

struct Kind {
  std::string_view prefix;  // of the moment's name
  std::string_view days;    // the cron field
};
constexpr Kind kKinds[] = {{"month_end ", "L"}, {"month_start ", "1"}, {"", "*"}};

constexpr auto kTimeLength = std::string_view("18:50").size();

auto digits(std::string_view text) -> std::optional<int> {
  int value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

template <std::size_t N>
auto only_one_of(std::bitset<N> const& set) -> std::optional<std::size_t> {
  return set.count() == 1 ? std::optional(set._Find_first()) : std::nullopt;
}

// The expression that comes on the same days as `kind`, at this time.
auto expression(Kind const& kind, std::size_t hour, std::size_t minute) -> std::string {
  return fmt::format("{} {} {} * *", minute, hour, kind.days);
}

bool same_days(CronExpression const& a, CronExpression const& b) {
  return a.days == b.days && a.months == b.months && a.weekdays == b.weekdays && a.last_day == b.last_day &&
         a.both_days == b.both_days;
}

}  // namespace

auto next_demo_moment(std::string_view name, std::string_view zone, Instant after) -> std::optional<Instant> {
  for (auto const& kind : kKinds) {
    if (!name.starts_with(kind.prefix)) continue;
    auto const time = name.substr(kind.prefix.size());
    if (time.size() != kTimeLength || time[2] != ':') return std::nullopt;
    auto const hour = digits(time.substr(0, 2));
    auto const minute = digits(time.substr(3));
    if (!hour || !minute) return std::nullopt;
    auto const cron =
        parse_cron(expression(kind, static_cast<std::size_t>(*hour), static_cast<std::size_t>(*minute)));
    return cron ? next_slot(*cron, zone, after) : std::nullopt;
  }
  return std::nullopt;
}

auto demo_moment_of(std::string_view cron_expression) -> std::optional<std::string> {
  auto const cron = parse_cron(cron_expression);
  if (!cron) return std::nullopt;
  auto const hour = only_one_of(cron->hours);
  auto const minute = only_one_of(cron->minutes);
  if (!hour || !minute) return std::nullopt;
  for (auto const& kind : kKinds) {
    auto const same = parse_cron(expression(kind, *hour, *minute));
    if (same && same_days(*cron, *same)) return fmt::format("{}{:02}:{:02}", kind.prefix, *hour, *minute);
  }
  return std::nullopt;
}

}  // namespace pb::app
