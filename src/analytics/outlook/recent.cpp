#include "analytics/outlook/recent.h"

#include <algorithm>
#include <cmath>

#include "domain/holidays.h"
#include "series/trend/trend.h"

namespace pb::analytics {
namespace {

constexpr std::size_t kWeek = 7;
constexpr std::size_t kLeastKnown = 4 * kWeek;  // of days with plans, before a trend is told

auto amount(double value) -> std::int64_t {
  return static_cast<std::int64_t>(std::round(value));
}

auto last(std::vector<double> const& values, std::size_t count) -> std::vector<double> {
  auto const taken = std::min(count, values.size());
  return {values.end() - static_cast<std::ptrdiff_t>(taken), values.end()};
}

// The day after the series is today; weeks back from it lie seven apart.
auto usual_today(std::vector<double> const& values) -> std::optional<std::int64_t> {
  double sum = 0;
  int days = 0;
  for (std::int32_t week = 1; week <= kWeeksUsual; ++week) {
    auto const back = static_cast<std::size_t>(week) * kWeek;
    if (back > values.size()) break;
    auto const value = values[values.size() - back];
    if (value == 0) continue;
    sum += value;
    ++days;
  }
  if (days == 0) return std::nullopt;
  return amount(sum / days);
}

void tell_trend(Recent& recent, DaySeries const& days, std::string_view country) {
  auto values = last(days.values, kTrendDays);
  auto const first = days.end() - static_cast<std::int32_t>(values.size());
  auto const begin = std::ranges::find_if(values, [](double value) { return value != 0; });
  for (auto at = values.begin(); at != begin; ++at) *at = std::nan("");  // before there was anything
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_holiday(first + static_cast<std::int32_t>(i), country)) values[i] = std::nan("");
  }
  auto const given = std::ranges::count_if(values, [](double value) { return value > 0; });
  if (static_cast<std::size_t>(given) < kLeastKnown) return;
  auto const trend = series::trend_of(values, kWeek);
  if (!trend || trend->level <= 0) return;

  if (!trend->changes.empty()) {
    auto const& change = trend->changes.back();
    recent.change = {first + static_cast<std::int32_t>(change.first), amount(change.before),
                     amount(change.after)};
  }
  auto const& interval = trend->slope.interval;
  if (interval && (interval->low > 0 || interval->high < 0))
    recent.weekly_change = trend->slope.per_step * static_cast<double>(kWeek) / trend->level;
}

}  // namespace

auto recent_of(DaySeries const& days, Attainments const& months, std::string_view country) -> Recent {
  Recent recent{.usual = usual_today(days.values), .months = series::trend::streak_of(months, 1.0)};
  for (auto const value : last(days.values, kDaysDrawn)) recent.days.push_back(amount(value));
  tell_trend(recent, days, country);
  return recent;
}

}  // namespace pb::analytics
