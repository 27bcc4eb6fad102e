#pragma once

#include <optional>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// What a territory's plans of one month add up to.
struct PlanSum {
  TerritoryId territory{};
  Month month{};
  Money plan{};
  std::int64_t submissions = 0;
  std::int64_t late = 0;
};
// Plans of the days from first to last; of one office, or all.
auto plan_sums(sql::Session& session, Day first, Day last, std::optional<OfficeId> office)
    -> std::vector<PlanSum>;

// A territory's fact of one month: the monthly value, the sum of the daily ones, or both.
struct FactSum {
  TerritoryId territory{};
  Month month{};
  std::optional<Money> of_month{};
  std::optional<Money> of_days{};
};
auto fact_sums(sql::Session& session, Month first, Month last, std::optional<OfficeId> office)
    -> std::vector<FactSum>;

// Plan and fact of one month in two sums, for a progress bar.
struct MonthTotals {
  Money plan{};
  Money fact{};
};
auto month_totals(sql::Session& session, Month month, Day until, std::optional<OfficeId> office)
    -> MonthTotals;

}  // namespace pb::store
