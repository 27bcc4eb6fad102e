#include "analytics/outlook/outlook.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analytics/outlook/given_so_far.h"

namespace pb::analytics {
namespace {

// One office's, or everybody's, forecast of each day from today on, less what is given for it already.
struct StillToCome {
  std::vector<double> means{};
  std::vector<double> deviations{};

  [[nodiscard]] auto until(std::size_t days) const -> Guess {
    Guess sum;
    double variance = 0;
    for (std::size_t i = 0; i < std::min(days, means.size()); ++i) {
      sum.mean += means[i];
      variance += deviations[i] * deviations[i];
    }
    sum.deviation = std::sqrt(variance);
    return sum;
  }
};

auto still_to_come(DaySeries const& series, std::vector<double> const& given, HolidayEffect const& holidays)
    -> StillToCome {
  auto days = coming_days(series, given.size(), holidays);
  for (std::size_t i = 0; i < given.size(); ++i) {
    auto const left = std::max(0.0, days.means[i] - given[i]);
    if (days.means[i] > 0) days.deviations[i] *= left / days.means[i];
    days.means[i] = left;
  }
  return {std::move(days.means), std::move(days.deviations)};
}

void add_to(std::vector<double>& sums, std::vector<double> const& more) {
  sums.resize(std::max(sums.size(), more.size()), 0);
  for (std::size_t i = 0; i < more.size(); ++i) sums[i] += more[i];
}

// Everything that both periods are forecast from.
struct Forecasts {
  GivenSoFar given{};
  HolidayEffect holidays{};
  DaySeries series{};  // of all open offices together
  StillToCome whole{};
  std::vector<StillToCome> offices{};
  std::optional<Guess> attainment{};
  std::vector<std::optional<Guess>> attainments{};
};

// Organisations name a currency, not a country: whoever counts in hryvnias keeps Ukrainian holidays.
auto country_of(Version const& version) -> std::string_view {
  return version.organisation() && version.organisation()->currency == "UAH" ? "UA" : "";
}

auto forecasts(Version const& version, Day today, Day last) -> Result<Forecasts> {
  Forecasts all;
  PB_TRY(all.given, given_so_far(version, today, last));
  auto const& given = all.given;
  all.holidays = holiday_effect(given.everybody, country_of(version));
  all.attainment = attainment_ahead(given.attainment_of_all, 1, kFactMonths);
  all.series.first = today - kHistoryDays;
  std::vector<double> ahead_of_all(static_cast<std::size_t>(last - today + 1), 0);
  for (std::size_t office = 0; office < given.open.size(); ++office) {
    all.attainments.push_back(attainment_ahead(given.attainments[office], 1, kFactMonths));
    if (!given.open[office]) {
      all.offices.emplace_back();
      continue;
    }
    add_to(all.series.values, given.days[office].values);
    add_to(ahead_of_all, given.ahead[office]);
    all.offices.push_back(still_to_come(given.days[office], given.ahead[office], all.holidays));
  }
  all.whole = still_to_come(all.series, ahead_of_all, all.holidays);
  return all;
}

// What remains to be reported of a plan, in kopecks, and how it will turn out.
auto fact_guess(PeriodSums const& sums, Guess const& coming, std::optional<Guess> const& own,
                Guess const& of_all) -> Guess {
  constexpr double kUnknown = 2;  // times as unsure as the whole is an office without a history
  Guess const open{coming.mean + static_cast<double>(sums.plan) - static_cast<double>(sums.plan_of_reported),
                   coming.deviation};
  return product(open, own.value_or(Guess{of_all.mean, kUnknown * of_all.deviation}));
}

struct Rounded {
  std::vector<std::int64_t> parts{};
  std::int64_t whole = 0;
};
auto rounded(std::vector<Guess> const& parts) -> Result<Rounded> {
  std::vector<double> means;
  for (auto const& part : parts) means.push_back(part.mean);
  Rounded result{.parts = apportion(means)};
  for (auto const part : result.parts) {
    PB_TRY(result.whole, added(result.whole, part));
  }
  return result;
}

// The plans of a period: exact so far, reconciled and rounded ahead.
auto expect_plans(PeriodOutlook& period, Forecasts const& all, std::vector<PeriodSums> const& sums,
                  std::vector<Guess>& coming, Guess& coming_of_all) -> Result<void> {
  auto const days = static_cast<std::size_t>(period.days_left);
  auto const spread = spread_of_sums(all.series, days, all.holidays);
  coming_of_all = all.whole.until(days);
  coming_of_all.deviation *= spread;
  for (auto const& office : all.offices) {
    coming.push_back(office.until(days));
    coming.back().deviation *= spread;
  }
  coming = reconcile(std::move(coming), coming_of_all);
  coming_of_all.mean = 0;
  for (auto& guess : coming) {
    guess.mean = std::max(0.0, guess.mean);  // a plan is never negative
    coming_of_all.mean += guess.mean;
  }
  PB_TRY(auto const ahead, rounded(coming));

  auto& whole = period.whole;
  for (std::size_t office = 0; office < sums.size(); ++office) {
    Standing standing{.plan_to_date = sums[office].plan, .fact_to_date = sums[office].fact};
    PB_TRY(auto const expected, added(sums[office].plan, ahead.parts[office]));
    standing.plan = with_intervals(expected, coming[office].deviation, sums[office].plan);
    PB_TRY(whole.plan_to_date, added(whole.plan_to_date, standing.plan_to_date));
    PB_TRY(whole.fact_to_date, added(whole.fact_to_date, standing.fact_to_date));
    period.offices.push_back({static_cast<Index>(office), standing});
  }
  PB_TRY(auto const expected, added(whole.plan_to_date, ahead.whole));
  whole.plan = with_intervals(expected, coming_of_all.deviation, whole.plan_to_date);
  return {};
}

auto expect_facts(PeriodOutlook& period, Forecasts const& all, std::vector<PeriodSums> const& sums,
                  std::vector<Guess> const& coming, Guess const& coming_of_all) -> Result<void> {
  constexpr auto kNoFloor = std::numeric_limits<std::int64_t>::min();
  if (!all.attainment) return {};
  PeriodSums together;
  std::vector<Guess> parts;
  for (std::size_t office = 0; office < sums.size(); ++office) {
    PB_TRY(together.plan, added(together.plan, sums[office].plan));
    PB_TRY(together.plan_of_reported, added(together.plan_of_reported, sums[office].plan_of_reported));
    parts.push_back(fact_guess(sums[office], coming[office], all.attainments[office], *all.attainment));
  }
  auto const whole = fact_guess(together, coming_of_all, all.attainment, *all.attainment);
  parts = reconcile(std::move(parts), whole);
  PB_TRY(auto const ahead, rounded(parts));
  for (std::size_t office = 0; office < sums.size(); ++office) {
    PB_TRY(auto const expected, added(sums[office].fact, ahead.parts[office]));
    period.offices[office].standing.fact = with_intervals(expected, parts[office].deviation, kNoFloor);
  }
  PB_TRY(auto const expected, added(period.whole.fact_to_date, ahead.whole));
  period.whole.fact = with_intervals(expected, whole.deviation, kNoFloor);
  return {};
}

auto look_at(Version const& version, Forecasts const& all, Month first, Month last) -> Result<PeriodOutlook> {
  auto const today = all.given.today;
  PeriodOutlook period{.first = first.first(), .last = last.last(), .days_left = last.last() - today + 1};
  PB_TRY(auto const sums, period_sums(version, first, last, today));
  std::vector<Guess> coming;
  Guess coming_of_all;
  PB_CHECK(expect_plans(period, all, sums, coming, coming_of_all));
  PB_CHECK(expect_facts(period, all, sums, coming, coming_of_all));
  std::erase_if(period.offices, [](OfficeStanding const& office) {
    auto const& standing = office.standing;
    return standing.plan_to_date == 0 && standing.fact_to_date == 0 && standing.plan.high95 == 0 &&
           (!standing.fact || standing.fact->expected == 0);
  });
  return period;
}

// Everybody, and each office.
void tell_recent(Outlook& outlook, Version const& version, Forecasts const& all) {
  auto const country = all.holidays.country;
  outlook.recent = recent_of(all.given.everybody, all.given.attainment_of_all, country);
  double today = 0;
  auto const offices = version.dictionary().offices();
  for (std::size_t office = 0; office < offices.size(); ++office) {
    outlook.office_numbers[offices[office].id] = static_cast<Index>(office);
    outlook.recent_of_offices.push_back(
        recent_of(all.given.days[office], all.given.attainments[office], country));
    auto const& ahead = all.given.ahead[office];
    outlook.recent_of_offices.back().today = std::llround(ahead.front());
    today += ahead.front();
  }
  outlook.recent.today = std::llround(std::min(today, 9e18));
}

auto quarter_of(Month month, std::int64_t fiscal_start) -> Month {
  constexpr std::int32_t kQuarter = 3;
  auto const offset = month.months - (static_cast<std::int32_t>(fiscal_start) - 1);
  return month - ((offset % kQuarter) + kQuarter) % kQuarter;
}

}  // namespace

auto PeriodOutlook::find(Index office) const -> Standing const* {
  auto const found = std::ranges::find(offices, office, &OfficeStanding::office);
  return found == offices.end() ? nullptr : &found->standing;
}

auto Outlook::number_of(OfficeId office) const -> Index {
  auto const found = office_numbers.find(office);
  return found == office_numbers.end() ? kAnyone : found->second;
}

auto Outlook::recent_of(std::optional<OfficeId> office) const -> Recent const* {
  if (!office) return &recent;
  auto const number = number_of(*office);
  return number == kAnyone ? nullptr : &recent_of_offices[static_cast<std::size_t>(number)];
}

auto Outlook::standing_of(PeriodOutlook const& period, std::optional<OfficeId> office) const
    -> Standing const* {
  return office ? period.find(number_of(*office)) : &period.whole;
}

auto look_ahead(Version const& version, Day today) -> Result<Outlook> {
  auto const month = Month::of(today);
  auto const& organisation = version.organisation();
  auto const quarter = quarter_of(month, organisation ? organisation->fiscal_start : 1);
  PB_TRY(auto const all, forecasts(version, today, (quarter + 2).last()));
  Outlook outlook{.today = today, .as_of = version.as_of()};
  PB_TRY(outlook.month, look_at(version, all, month, month));
  PB_TRY(outlook.quarter, look_at(version, all, quarter, quarter + 2));
  tell_recent(outlook, version, all);
  return outlook;
}

}  // namespace pb::analytics
