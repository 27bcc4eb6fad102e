#include "cube/scaling.h"

#include <algorithm>
#include <chrono>

#include "analytics/cube/version.h"
#include "harness/figure.h"

namespace pb::bench {
namespace {

using analytics::Grain;
using analytics::Slice;
using analytics::Version;

// The same plans as the file's, without a file.
auto version_of(PlannedCompany const& company) -> Version {
  analytics::Contents contents;
  auto& dictionary = contents.ground.dictionary;
  for (std::int64_t id = 1; id <= company.offices(); ++id) dictionary.put(analytics::OfficeEntry{.id = {id}});
  for (std::int64_t id = 1; id <= PlannedCompany::kTerritoriesOfOffice; ++id)
    dictionary.put(analytics::GeoEntry{.id = {id}});
  for (std::int64_t id = 1; id <= company.territories; ++id) {
    dictionary.put(analytics::TerritoryEntry{
        .id = {id},
        .office = static_cast<analytics::Index>((id - 1) / PlannedCompany::kTerritoriesOfOffice),
        .geo = static_cast<analytics::Index>((id - 1) % PlannedCompany::kTerritoriesOfOffice)});
  }
  contents.plans.reserve(static_cast<std::size_t>(company.plans()));
  for (auto day = PlannedCompany::kFirst; day <= company.last(); day = day + 1) {
    for (std::int64_t id = 1; id <= company.territories; ++id) {
      auto const amount = (id * 7919 + std::int64_t{day.days} * 104729) % 100000;
      contents.plans.push_back({day, {.territory = static_cast<analytics::Index>(id - 1), .amount = amount}});
    }
  }
  return Version(std::move(contents));
}

auto median_us(Version const& version, Slice const& slice) -> double {
  using Steady = std::chrono::steady_clock;
  std::vector<double> times;
  for (int round = 0; round < 31; ++round) {
    auto const began = Steady::now();
    if (!version.scan(slice)) return 0;
    times.push_back(std::chrono::duration<double, std::micro>(Steady::now() - began).count());
  }
  std::ranges::nth_element(times, times.begin() + 15);
  return times[15];
}

}  // namespace

void print_scaling(PlannedCompany const& company) {
  auto few_territories = company;
  few_territories.territories = std::max<std::int64_t>(company.territories / 10, 1);
  auto few_years = company;
  few_years.years = std::max<std::int64_t>(company.years / 10, 1);
  auto const all = version_of(company);
  auto const narrow = version_of(few_territories);
  auto const shallow = version_of(few_years);

  Slice const everything{.first = PlannedCompany::kFirst, .last = company.last()};
  auto by_geo = everything;
  by_geo.grain = Grain::month;
  by_geo.group_by = {.geo = true};
  auto by_day = everything;
  by_day.grain = Grain::day;
  Slice const quarter{.first = Month::of(PlannedCompany::kFirst).first(),
                      .last = (Month::of(PlannedCompany::kFirst) + 2).last(),
                      .group_by = {.territory = true}};
  print_figures(
      "Ten times the rows, one thread, times the time",
      {{"geo x month", median_us(all, by_geo) / median_us(narrow, by_geo), 1.3, Figure::Better::lower, "x"},
       {"the same quarter by territory", median_us(all, quarter) / median_us(shallow, quarter), 1.3,
        Figure::Better::lower, "x"},
       {"every row, by day", median_us(all, by_day) / median_us(narrow, by_day), 10, Figure::Better::lower,
        "x"}});
}

}  // namespace pb::bench
