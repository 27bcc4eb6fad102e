#pragma once

#include <optional>

#include "base/calendar.h"
#include "base/error.h"
#include "domain/ids.h"
#include "store/corrections.h"
#include "store/fact_period.h"
#include "store/unit.h"

namespace pb::collection {

// A person has said yes to something unusual (a negative fact).
enum class Confirmation { none, given };

// What a value belongs to: a plan to a day; a fact to a month, or to one day where facts are entered daily.
using store::FactPeriod;
using store::ValueKind;

// How far from today a value is taken. Plans: from a week ahead back to the first day of the oldest month
// whose report has not gone out. Facts: as far as kLateMonths. Owners and admins: both, as far as
// kBackfillMonths.
inline constexpr std::int32_t kPlanDaysAhead = 7;
inline constexpr std::int32_t kLateMonths = 3;
inline constexpr std::int32_t kBackfillMonths = 12;

// The calendar day it is now, in the office's time zone, or in the organisation's.
auto office_today(store::Unit& unit, OfficeId office) -> Result<Day>;
auto organisation_today(store::Unit& unit) -> Day;
auto today_of(store::Unit& unit, std::optional<OfficeId> office) -> Result<Day>;
// The month whose facts are due on this day: the one that ends today, else the one before.
auto fact_month_due(Day today) -> Month;
// The period whose facts are due in the organisation's grain: that month, or today.
auto fact_period_due(store::Unit& unit, Day today) -> FactPeriod;

}  // namespace pb::collection
