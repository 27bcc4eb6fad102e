#include "analytics/outlook/anomalies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "domain/holidays.h"

namespace pb::analytics {
namespace {

constexpr std::size_t kWeek = 7;

using Values = std::vector<double>;

auto place(std::int32_t number) -> std::size_t {
  return static_cast<std::size_t>(number);
}

// Days without plans are gaps, unless their weekday is mostly free.
auto without_missing(Values values) -> Values {
  std::array<int, kWeek> seen{};
  std::array<int, kWeek> empty{};
  auto const begun = place(static_cast<std::int32_t>(
      std::ranges::find_if(values, [](double v) { return v != 0; }) - values.begin()));
  for (auto i = begun; i < values.size(); ++i) {
    ++seen[i % kWeek];
    empty[i % kWeek] += values[i] == 0;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool const mostly_free = 2 * empty[i % kWeek] > seen[i % kWeek];
    if (i < begun || (values[i] == 0 && !mostly_free)) values[i] = std::nan("");
  }
  return values;
}

// Daily plans before today of whoever the slice tells apart, by their number.
auto daily_plans(Version const& version, Slice slice, Day today, Index Cell::* key)
    -> Result<std::map<Index, Values>> {
  slice.first = today - kAnomalyDays;
  slice.last = today - 1;
  slice.grain = Grain::day;
  PB_TRY(auto const cells, version.scan(slice));
  std::map<Index, Values> plans;
  for (auto const& cell : cells) {
    auto& values = plans.try_emplace(cell.*key, place(kAnomalyDays), 0.0).first->second;
    values[place(cell.period - slice.first)] = static_cast<double>(cell.totals.plan);
  }
  return plans;
}

auto amount(double value) -> std::int64_t {
  return std::isnan(value) ? 0 : std::llround(std::clamp(value, -9e18, 9e18));
}

struct Judge {
  Day first{};
  std::vector<std::uint8_t> holidays{};

  Judge(Day today, std::string_view country) : first(today - kAnomalyDays) {
    for (auto day = first; day < today; day = day + 1) holidays.push_back(is_holiday(day, country) ? 1 : 0);
  }
  [[nodiscard]] auto judge(Values const& plans) const -> std::vector<series::JudgedDay> {
    return series::judge_days(without_missing(plans), holidays).value_or(std::vector<series::JudgedDay>{});
  }
};

auto newest(std::vector<series::JudgedDay> const& days, std::int32_t lately) -> std::optional<std::size_t> {
  auto const oldest = days.size() - std::min(days.size(), place(std::max(lately, 0)));
  for (auto i = days.size(); i > oldest; --i) {
    if (days[i - 1].severity != series::Severity::none) return i - 1;
  }
  return std::nullopt;
}

// What each territory gave beside what it was to give; those that pull the office's way.
auto drivers_of(Version const& version, Judge const& judge, Day today, Anomaly const& anomaly)
    -> Result<std::vector<Driver>> {
  auto const territories = version.dictionary().territories();
  std::vector<bool> of_office(territories.size(), false);
  for (std::size_t i = 0; i < territories.size(); ++i) of_office[i] = territories[i].office == anomaly.office;
  PB_TRY(auto const plans,
         daily_plans(version, {.group_by = {.territory = true}, .territories = std::move(of_office)}, today,
                     &Cell::territory));

  auto const at = place(anomaly.day - judge.first);
  auto const side = anomaly.actual > anomaly.expected ? 1.0 : -1.0;
  double pull = 0;
  std::vector<std::pair<double, Driver>> found;
  for (auto const& [territory, values] : plans) {
    auto const days = judge.judge(values);
    if (days.empty() || std::isnan(days[at].expected)) continue;
    auto const deviation = (values[at] - days[at].expected) * side;
    if (deviation <= 0) continue;
    pull += deviation;
    found.push_back({deviation, {territory, amount(values[at]), amount(days[at].expected), 0}});
  }
  std::ranges::stable_sort(found, std::greater{}, [](auto const& one) { return one.first; });
  std::vector<Driver> drivers;
  for (auto& [deviation, driver] : found) {
    if (drivers.size() == kDrivers) break;
    driver.share = std::llround(10'000 * deviation / pull);
    drivers.push_back(driver);
  }
  return drivers;
}

}  // namespace

auto find_anomalies(Version const& version, Day today, std::int32_t lately, std::string_view country)
    -> Result<std::vector<Anomaly>> {
  Judge const judge(today, country);
  PB_TRY(auto const plans, daily_plans(version, {.group_by = {.office = true}}, today, &Cell::office));
  std::vector<Anomaly> anomalies;
  for (auto const& [office, values] : plans) {
    if (version.dictionary().office(office).archived_at) continue;
    auto const days = judge.judge(values);
    auto const found = newest(days, lately);
    if (!found) continue;
    auto const& day = days[*found];
    auto const since = day.since.value_or(*found);
    Anomaly anomaly{.office = office,
                    .day = judge.first + static_cast<std::int32_t>(*found),
                    .since = judge.first + static_cast<std::int32_t>(since),
                    .actual = amount(day.actual),
                    .expected = amount(day.expected),
                    .low95 = amount(day.range95.low),
                    .high95 = amount(day.range95.high),
                    .severity = day.severity};
    PB_TRY(anomaly.drivers, drivers_of(version, judge, today, anomaly));
    anomalies.push_back(std::move(anomaly));
  }
  std::ranges::stable_sort(anomalies, [](Anomaly const& a, Anomaly const& b) {
    auto const distance = [](Anomaly const& one) {
      return std::abs(static_cast<double>(one.actual) - static_cast<double>(one.expected));
    };
    return std::tuple(b.severity, distance(b)) < std::tuple(a.severity, distance(a));
  });
  return anomalies;
}

}  // namespace pb::analytics
