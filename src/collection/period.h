#pragma once

#include <optional>

#include "base/calendar.h"
#include "base/error.h"
#include "domain/ids.h"
#include "store/corrections.h"
#include "store/unit.h"

namespace pb::collection {

// A person has said yes to something unusual (a negative fact).
enum class Confirmation { none, given };

// What a value belongs to: a plan to a day; a fact to a month, or to one day where facts are entered daily.
using store::ValueKind;

struct FactPeriod {
  Month month;
  std::optional<Day> day{};

  static FactPeriod of(Month month) { return {month, std::nullopt}; }
  static FactPeriod of(Day day) { return {Month::of(day), day}; }
  friend bool operator==(FactPeriod const&, FactPeriod const&) = default;
};

// How far from today a value is taken. People of an office: today, a week ahead, and back to the first day of
// the month whose report has not gone out. Owners and admins: back a year.
inline constexpr std::int32_t kPlanDaysAhead = 7;
inline constexpr std::int32_t kBackfillMonths = 12;

// The calendar day it is now, in the office's time zone, or in the organisation's.
auto office_today(store::Unit& unit, OfficeId office) -> Result<Day>;
auto organisation_today(store::Unit& unit) -> Day;
// The month whose facts are due on this day: the one that ends today, else the one before.
auto fact_month_due(Day today) -> Month;

}  // namespace pb::collection
