#include "analytics/outlook/coming_days.h"

#include <algorithm>
#include <cmath>

#include "domain/holidays.h"
#include "series/forecast/forecast.h"

namespace pb::analytics {
namespace {

constexpr std::size_t kWeek = 7;

auto day_at(DaySeries const& series, std::size_t index) -> Day {
  return series.first + static_cast<std::int32_t>(index);
}

// The newest days, from the first on which anything was given.
auto recent(DaySeries const& series, std::string_view country) -> std::vector<double> {
  auto const skipped = series.values.size() > kDaysLookedAt ? series.values.size() - kDaysLookedAt : 0;
  std::vector<double> values;
  for (auto i = skipped; i < series.values.size(); ++i) {
    if (values.empty() && series.values[i] == 0) continue;
    values.push_back(is_holiday(day_at(series, i), country) ? std::nan("") : series.values[i]);
  }
  return values;
}

struct Usual {
  double sum = 0;
  int days = 0;
};

// The same weekday one and two weeks away, where it is no holiday itself.
auto usual_at(DaySeries const& series, std::size_t index, std::string_view country) -> Usual {
  Usual usual;
  auto const at = static_cast<std::ptrdiff_t>(index);
  auto const size = static_cast<std::ptrdiff_t>(series.values.size());
  for (auto const weeks : {-2, -1, 1, 2}) {
    auto const other = at + weeks * static_cast<std::ptrdiff_t>(kWeek);
    if (other < 0 || other >= size) continue;
    auto const place = static_cast<std::size_t>(other);
    if (is_holiday(day_at(series, place), country)) continue;
    usual.sum += series.values[place];
    ++usual.days;
  }
  return usual;
}

// Whether nothing was given on any of the last same weekdays as the day so many days after the series: a free
// day, of which a forecast's traces are noise.
bool is_free(DaySeries const& series, std::size_t days_after) {
  constexpr std::size_t kWeeks = 8;
  constexpr std::size_t kFewest = 4;
  std::size_t seen = 0;
  auto back = kWeek - days_after % kWeek;
  for (; seen < kWeeks && back <= series.values.size(); back += kWeek, ++seen) {
    if (series.values[series.values.size() - back] != 0) return false;
  }
  return seen >= kFewest;
}

}  // namespace

auto holiday_effect(DaySeries const& series, std::string_view country) -> HolidayEffect {
  HolidayEffect effect{.country = country};
  double actual = 0;
  double ordinary = 0;
  double count = 0;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    if (!is_holiday(day_at(series, i), country)) continue;
    auto const usual = usual_at(series, i, country);
    if (usual.days < 2 || usual.sum <= 0) continue;
    actual += series.values[i];
    ordinary += usual.sum / usual.days;
    ++count;
  }
  if (count == 0) return effect;
  auto const prior = kHolidayPrior * ordinary / count;
  effect.factor = std::clamp((actual + prior) / (ordinary + prior), 0.0, 2.0);
  return effect;
}

auto ComingDays::sum(std::size_t skipped) const -> Guess {
  Guess sum;
  double variance = 0;
  for (auto i = skipped; i < means.size(); ++i) {
    sum.mean += means[i];
    variance += deviations[i] * deviations[i];
  }
  sum.deviation = std::sqrt(variance);
  return sum;
}

auto coming_days(DaySeries const& series, std::size_t count, HolidayEffect const& holidays) -> ComingDays {
  constexpr double kWidthOf80 = 2 * 1.2815515655;  // of a normal interval, in deviations
  ComingDays days{.means = std::vector<double>(count, 0), .deviations = std::vector<double>(count, 0)};
  auto const history = recent(series, holidays.country);
  if (history.empty() || count == 0) return days;
  auto const found = series::forecast(history, {.season = kWeek, .horizon = count});
  if (!found) return days;  // nothing but gaps: nothing is expected
  for (std::size_t i = 0; i < count; ++i) {
    if (is_free(series, i)) continue;
    bool const off = is_holiday(series.end() + static_cast<std::int32_t>(i), holidays.country);
    auto const factor = off ? holidays.factor : 1.0;
    days.means[i] = std::max(0.0, found->mean[i]) * factor;
    days.deviations[i] = (found->upper80[i] - found->lower80[i]) / kWidthOf80 * factor;
  }
  return days;
}

auto spread_of_sums(DaySeries const& series, std::size_t count, HolidayEffect const& holidays) -> double {
  constexpr std::size_t kOrigins = 8;
  constexpr std::size_t kShortest = 8 * kWeek;  // of history before an origin
  constexpr double kUsual = 1.3;
  constexpr double kPrior = 3;  // origins that the usual spread counts for
  // The origins overlap and are worth some six of their own: Student's t with six degrees of freedom deviates
  // so.
  constexpr double kFewOrigins = 1.22;
  auto const first =
      std::ranges::find_if(series.values, [](double value) { return value != 0; }) - series.values.begin();
  auto const enough = static_cast<std::size_t>(first) + kShortest + count;
  double squares = kPrior * kUsual * kUsual;
  double origins = kPrior;
  auto const step = std::max<std::size_t>(3, count / 3);
  for (std::size_t origin = 0; origin < kOrigins && count > 0; ++origin) {
    auto const cut = count + origin * step;
    if (series.values.size() < enough + origin * step) break;
    auto const end = series.values.end() - static_cast<std::ptrdiff_t>(cut);
    DaySeries const earlier{series.first, {series.values.begin(), end}};
    auto const guess = coming_days(earlier, count, holidays).sum();
    if (guess.deviation <= 0) continue;
    double actual = 0;
    for (std::size_t i = 0; i < count; ++i) actual += *(end + static_cast<std::ptrdiff_t>(i));
    auto const error = (actual - guess.mean) / guess.deviation;
    squares += std::min(error * error, 16.0);  // one strike does not widen everything for months
    ++origins;
  }
  return std::clamp(kFewOrigins * std::sqrt(squares / origins), 0.7, 4.0);
}

}  // namespace pb::analytics
