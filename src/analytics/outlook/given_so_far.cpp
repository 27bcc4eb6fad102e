#include "analytics/outlook/given_so_far.h"

#include <cmath>

namespace pb::analytics {
namespace {

constexpr std::int32_t kMonthsLookedAt = 48;

auto place(Index index) -> std::size_t {
  return static_cast<std::size_t>(index);
}

void find_open(Version const& version, std::vector<bool>& open) {
  auto const& dictionary = version.dictionary();
  for (std::size_t i = 0; i < dictionary.territories().size(); ++i) {
    auto const office = dictionary.territories()[i].office;
    if (office != kAnyone && dictionary.is_open(static_cast<Index>(i))) open[place(office)] = true;
  }
}

auto add_days(Version const& version, Day last, GivenSoFar& given) -> Result<void> {
  auto const first = given.today - kHistoryDays;
  for (auto& days : given.days) days = {first, std::vector<double>(place(kHistoryDays), 0)};
  for (auto& ahead : given.ahead) ahead.assign(place(last - given.today + 1), 0);
  PB_TRY(auto const cells,
         version.scan({.first = first, .last = last, .grain = Grain::day, .group_by = {.office = true}}));
  for (auto const& cell : cells) {
    auto const amount = static_cast<double>(cell.totals.plan);
    if (cell.period < given.today) {
      given.days[place(cell.office)].values[place(cell.period - first)] = amount;
    } else {
      given.ahead[place(cell.office)][place(cell.period - given.today)] = amount;
    }
  }
  return {};
}

auto add_everybody(Version const& version, GivenSoFar& given) -> Result<void> {
  constexpr std::int32_t kYear = 366;
  auto const first = given.today - kHolidayYears * kYear;
  given.everybody = {first, std::vector<double>(place(given.today - first), 0)};
  PB_TRY(auto const cells, version.scan({.first = first, .last = given.today - 1, .grain = Grain::day}));
  for (auto const& cell : cells)
    given.everybody.values[place(cell.period - first)] = static_cast<double>(cell.totals.plan);
  return {};
}

auto add_attainments(Version const& version, GivenSoFar& given) -> Result<void> {
  auto const end = Month::of(given.today);
  auto const first = end - kMonthsLookedAt;
  Attainments const nothing(place(kMonthsLookedAt), std::nan(""));
  given.attainment_of_all = nothing;
  for (auto& attainments : given.attainments) attainments = nothing;
  Slice slice{.first = first.first(), .last = end.first() - 1, .grain = Grain::month};
  auto const read = [&](GroupBy group_by) -> Result<void> {
    slice.group_by = group_by;
    PB_TRY(auto const cells, version.scan(slice));
    for (auto const& cell : cells) {
      auto const& totals = cell.totals;
      if (totals.plan_of_reported <= 0) continue;
      auto& attainments =
          cell.office == kAnyone ? given.attainment_of_all : given.attainments[place(cell.office)];
      attainments[place(Month::of(cell.period).months - first.months)] =
          static_cast<double>(totals.fact) / static_cast<double>(totals.plan_of_reported);
    }
    return {};
  };
  PB_CHECK(read({}));
  return read({.office = true});
}

}  // namespace

auto given_so_far(Version const& version, Day today, Day last) -> Result<GivenSoFar> {
  auto const offices = version.dictionary().offices().size();
  GivenSoFar given{.today = today,
                   .open = std::vector<bool>(offices, false),
                   .days = std::vector<DaySeries>(offices),
                   .ahead = std::vector<std::vector<double>>(offices),
                   .attainments = std::vector<Attainments>(offices)};
  find_open(version, given.open);
  PB_CHECK(add_days(version, last, given));
  PB_CHECK(add_everybody(version, given));
  PB_CHECK(add_attainments(version, given));
  return given;
}

auto period_sums(Version const& version, Month first, Month last, Day today)
    -> Result<std::vector<PeriodSums>> {
  std::vector<PeriodSums> sums(version.dictionary().offices().size());
  auto const scan = [&](Slice slice) {
    slice.group_by = {.office = true};
    return version.scan(slice);
  };
  auto const add_facts = [&](Slice const& slice) -> Result<void> {
    PB_TRY(auto const cells, scan(slice));
    for (auto const& cell : cells) {
      auto& sum = sums[place(cell.office)];
      PB_TRY(sum.fact, added(sum.fact, cell.totals.fact));
      PB_TRY(sum.plan_of_reported, added(sum.plan_of_reported, cell.totals.plan_of_reported));
    }
    return {};
  };

  PB_TRY(auto const plans, scan({.first = first.first(), .last = last.last()}));
  for (auto const& cell : plans) sums[place(cell.office)].plan = cell.totals.plan;
  auto const now = Month::of(today);
  bool const daily = version.organisation() && version.organisation()->fact_grain == store::FactGrain::day;
  auto const end_of_whole = daily ? std::min(last, now - 1) : last;
  PB_CHECK(add_facts({.first = first.first(), .last = end_of_whole.last(), .grain = Grain::month}));
  if (daily) PB_CHECK(add_facts({.first = now.first(), .last = now.last(), .grain = Grain::day}));
  return sums;
}

auto added(std::int64_t a, std::int64_t b) -> Result<std::int64_t> {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum))
    return fail(ErrorCode::invalid, Message("error.analytics.overflow"));
  return sum;
}

}  // namespace pb::analytics
