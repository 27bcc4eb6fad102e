#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "analytics/cube/version.h"
#include "analytics/outlook/expected.h"
#include "analytics/outlook/recent.h"

namespace pb::analytics {

// An office's, or everybody's, part of a period that is not over.
struct Standing {
  std::int64_t plan_to_date = 0;  // everything planned for days of the period so far, those to come included
  std::int64_t fact_to_date = 0;
  Expected plan{};  // at the end of the period
  // At the end of the period, once every fact is in; absent below kFactMonths months with facts.
  std::optional<Expected> fact{};
};

struct OfficeStanding {
  Index office = kAnyone;
  Standing standing{};
};

// Offices add up to `whole` to the minor unit, in plan_to_date, fact_to_date, plan.expected and, where the
// whole has a fact, fact.expected. Intervals do not add up: errors of offices partly cancel.
struct PeriodOutlook {
  Day first{};
  Day last{};
  std::int32_t days_left = 0;  // today included
  Standing whole{};
  std::vector<OfficeStanding> offices{};  // by number; those with anything given or expected

  [[nodiscard]] auto find(Index office) const -> Standing const*;
};

struct Outlook {
  Day today{};
  events::Position as_of{};
  PeriodOutlook month{};                                 // the calendar month that holds today
  PeriodOutlook quarter{};                               // the fiscal quarter that holds today
  Recent recent{};                                       // of everybody
  std::vector<Recent> recent_of_offices{};               // by number
  std::unordered_map<OfficeId, Index> office_numbers{};  // of the version that was looked at

  // Of one office, or of everybody; none where the office is unknown or has nothing to tell.
  [[nodiscard]] auto recent_of(std::optional<OfficeId> office) const -> Recent const*;
  [[nodiscard]] auto standing_of(PeriodOutlook const& period, std::optional<OfficeId> office) const
      -> Standing const*;
  [[nodiscard]] auto number_of(OfficeId office) const -> Index;
};

inline constexpr std::size_t kFactMonths = 3;

// What is to be expected by the end of the month and the quarter. Plans: given so far, and a forecast of each
// day from today on (where more was given for such a day already, that). Facts: given so far, and the
// expected plan of whoever has not reported, times the forecast attainment. docs/outlook.md has the formulas.
// Offices and the whole are forecast on their own and then reconciled (decision 0024). Takes some forecasts
// per office: for a background thread, not for a screen. error.analytics.overflow where a sum leaves 64 bits.
[[nodiscard]] auto look_ahead(Version const& version, Day today) -> Result<Outlook>;

}  // namespace pb::analytics
