#include "collection/month_cells.h"

#include <unordered_map>

#include "store/fact_period.h"
#include "store/figures.h"

namespace pb::collection {
namespace {

using Places = std::unordered_map<TerritoryId, std::size_t>;

// A fact that was given, or a plan, or an open territory that was there before the month was over.
void list_cells(TerritoryMonths& row, Month first) {
  for (std::size_t index = 0; index < row.months.size(); ++index) {
    auto& cell = row.months[index];
    auto const month = first + static_cast<std::int32_t>(index);
    bool const given = cell.submissions > 0 || cell.figures.without_fact == 0;
    bool const owed = row.territory.open && row.territory.created_at < store::FactPeriod::of(month).end();
    cell.listed = given || owed;
    if (!cell.listed) cell.figures = {};
  }
}

}  // namespace

auto territory_months(store::Unit& unit, Month first, Month last, std::optional<OfficeId> office)
    -> std::vector<TerritoryMonths> {
  auto const count = static_cast<std::size_t>(last.months - first.months) + 1;
  std::vector<TerritoryMonths> rows;
  Places places;
  for (auto& territory : store::list_territories(unit.sql, office, store::Closed::with)) {
    places[territory.id] = rows.size();
    MonthCell const empty{.figures = {.territories = 1, .without_fact = 1}};
    rows.push_back({std::move(territory), std::vector(count, empty)});
  }
  auto const cell = [&](TerritoryId territory, Month month) -> MonthCell& {
    return rows[places.at(territory)].months[static_cast<std::size_t>(month.months - first.months)];
  };

  for (auto const& sum : store::plan_sums(unit.sql, first.first(), last.last(), office)) {
    auto& found = cell(sum.territory, sum.month);
    found.figures.plan = sum.plan;
    found.submissions = sum.submissions;
    found.late = sum.late;
  }
  for (auto const& sum : store::fact_sums(unit.sql, first, last, office)) {
    auto& found = cell(sum.territory, sum.month);
    found.figures.fact = sum.of_month.value_or(sum.of_days.value_or(Money{}));
    found.figures.plan_with_fact = found.figures.plan;
    found.figures.without_fact = 0;
  }
  for (auto& row : rows) list_cells(row, first);
  return rows;
}

}  // namespace pb::collection
