#pragma once

#include <array>
#include <cmath>
#include <random>

#include "analytics/cube/version.h"
#include "domain/holidays.h"

namespace pb::analytics {

// A made-up company for tests and benchmarks: offices of one geo each that plan every day but Sundays, with a
// level that wanders (their own and a common one), a weekday profile, less on Ukrainian holidays, forgotten
// days, and a monthly fact near the plan. The same seed makes the same company.
struct GeneratedBusiness {
  std::size_t offices = 5;
  Day first{};
  Day last{};
  unsigned seed = 1;
  double own_wander = 0.02;     // of the level, per day
  double common_wander = 0.01;  // of all levels together
  double noise = 0.25;          // of one day's plan
  double forgotten = 0.03;      // of days

  // With every plan up to and including `until`, and the facts of the months that ended before it.
  [[nodiscard]] auto contents(Day until) const -> Contents;
};

namespace generated {

inline auto ground(GeneratedBusiness const& business) -> Ground {
  Ground ground;
  ground.organisation =
      store::Organisation{.name = "Generated", .currency = "UAH", .time_zone = "Europe/Kyiv"};
  ground.dictionary.put(GeoEntry{.id = GeoId{1}, .name = "Center"});
  for (std::size_t office = 0; office < business.offices; ++office) {
    auto const id = static_cast<std::int64_t>(office) + 1;
    auto const index =
        ground.dictionary.put(OfficeEntry{.id = OfficeId{id}, .name = "Office " + std::to_string(id)});
    ground.dictionary.put(TerritoryEntry{.id = TerritoryId{id}, .office = index, .geo = 0});
  }
  return ground;
}

}  // namespace generated

inline auto GeneratedBusiness::contents(Day until) const -> Contents {
  constexpr std::array kProfile{0.0, 1.1, 1.0, 0.95, 1.0, 1.25, 0.6};  // Sunday first
  Contents contents{.ground = generated::ground(*this)};
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> chance;
  std::vector<double> levels(offices);
  for (auto& level : levels) level = 8 + 3 * chance(random);  // logarithm of hryvnias a day
  std::vector<double> planned(offices, 0);
  for (auto day = first; day <= last && day <= until; day = day + 1) {
    auto const together = common_wander * normal(random);
    for (std::size_t office = 0; office < offices; ++office) {
      levels[office] += together + own_wander * normal(random);
      auto const ordinary = std::exp(levels[office] + noise * normal(random));
      auto const holiday_part = is_holiday(day, "UA") ? 0.35 : 1.0;
      auto const amount = std::round(ordinary * kProfile[day.weekday().c_encoding()] * holiday_part * 100);
      bool const forgot = chance(random) < forgotten;
      if (amount <= 0 || forgot) continue;
      planned[office] += amount;
      contents.plans.push_back(
          {day, {.territory = static_cast<Index>(office), .amount = static_cast<std::int64_t>(amount)}});
    }
    auto const month = Month::of(day);
    if (day != month.last()) continue;
    for (std::size_t office = 0; office < offices; ++office) {
      auto const fact = planned[office] * (0.94 + 0.05 * normal(random));
      planned[office] = 0;
      if (day == until) continue;  // facts come on the first of the next month
      contents.ground.facts.push_back({.month = month,
                                       .given = {.territory = static_cast<Index>(office),
                                                 .amount = static_cast<std::int64_t>(std::round(fact))}});
    }
  }
  return contents;
}

}  // namespace pb::analytics
