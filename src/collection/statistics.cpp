#include "collection/statistics.h"

#include "collection/month_cells.h"
#include "collection/scope.h"
#include "store/targets.h"

namespace pb::collection {
namespace {

// The first month, at or before `month`, of a stretch of `length` months counted from the fiscal year's
// start.
auto stretch_start(Month month, std::int64_t fiscal_start, std::int32_t length) -> Month {
  auto const offset = month.months - (static_cast<std::int32_t>(fiscal_start) - 1);
  auto const into = ((offset % length) + length) % length;
  return month - into;
}

auto check_range(MonthRange range) -> Result<void> {
  if (range.last < range.first) return fail(ErrorCode::invalid, Message("error.range.empty"), "range");
  if (range.months() > kStatisticsMonths)
    return fail(ErrorCode::invalid,
                Message("error.range.too_long", {{"months", std::int64_t{kStatisticsMonths}}}), "range");
  return {};
}

void add_row(Statistics& statistics, TerritoryMonths const& row) {
  Figures sum;
  for (std::size_t index = 0; index < row.months.size(); ++index) {
    auto const& cell = row.months[index];
    if (!cell.listed) continue;
    auto& month = statistics.months[index];
    month.figures.add(cell.figures);
    month.submissions += cell.submissions;
    month.late += cell.late;
    sum.add(cell.figures);
  }
  if (sum.territories == 0) return;

  if (statistics.offices.empty() || statistics.offices.back().office != row.territory.office)
    statistics.offices.push_back({.office = row.territory.office, .office_name = row.territory.office_name});
  auto& office = statistics.offices.back();
  office.territories.push_back(
      {.territory = row.territory.id, .geo_name = row.territory.geo_name, .figures = sum});
  office.figures.add(sum);
}

}  // namespace

auto MonthRange::quarter(Month month, std::int64_t fiscal_start) -> MonthRange {
  auto const first = stretch_start(month, fiscal_start, 3);
  return {first, first + 2};
}

auto MonthRange::year(Month month, std::int64_t fiscal_start) -> MonthRange {
  auto const first = stretch_start(month, fiscal_start, 12);
  return {first, first + 11};
}

auto statistics(store::Unit& unit, Actor const& actor, MonthRange range, std::optional<OfficeId> office)
    -> Result<Statistics> {
  PB_TRY(auto const scope, readable_office(actor, office));
  PB_CHECK(check_range(range));

  Statistics statistics{.range = range};
  for (auto month = range.first; month <= range.last; month = month + 1)
    statistics.months.push_back({.month = month});
  for (auto const& row : territory_months(unit, range.first, range.last, scope)) add_row(statistics, row);
  for (auto const& month : statistics.months) {
    statistics.total.add(month.figures);
    statistics.submissions += month.submissions;
    statistics.late += month.late;
  }
  statistics.target = store::target_of_months(unit.sql, range.first, range.last, scope);
  return statistics;
}

}  // namespace pb::collection
