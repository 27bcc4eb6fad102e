#pragma once

#include <optional>
#include <vector>

#include "collection/monthly_report.h"

namespace pb::collection {

inline constexpr std::int32_t kStatisticsMonths = 60;  // the longest range

// First to last month, both included.
struct MonthRange {
  Month first{};
  Month last{};

  static MonthRange month(Month month) { return {month, month}; }
  // The quarter of the fiscal year that holds the month; fiscal_start is 1 to 12.
  static MonthRange quarter(Month month, std::int64_t fiscal_start);
  static MonthRange year(Month month, std::int64_t fiscal_start);
  [[nodiscard]] std::int32_t months() const { return last.months - first.months + 1; }
};

struct MonthFigures {
  Month month{};
  Figures figures{};
  std::int64_t submissions = 0;
  std::int64_t late = 0;
};

// What a range of months adds up to, by office and territory, and month by month for a chart.
struct Statistics {
  MonthRange range{};
  std::vector<ReportOffice> offices{};
  std::vector<MonthFigures> months{};  // each month of the range, also those without numbers
  Figures total{};                     // territories are counted once per month
  std::int64_t submissions = 0;
  std::int64_t late = 0;
  std::optional<Money> target{};  // of the range's months, where set
};

// Scoped to what the actor may see, or to one office of it. invalid: an empty range or one above
// kStatisticsMonths.
auto statistics(store::Unit& unit, Actor const& actor, MonthRange range, std::optional<OfficeId> office = {})
    -> Result<Statistics>;

}  // namespace pb::collection
