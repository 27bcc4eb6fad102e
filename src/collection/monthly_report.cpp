#include "collection/monthly_report.h"

#include "collection/month_cells.h"
#include "collection/scope.h"

namespace pb::collection {
namespace {

void add_territory(MonthlyReport& report, store::Territory const& territory, Figures const& figures) {
  if (report.offices.empty() || report.offices.back().office != territory.office)
    report.offices.push_back({.office = territory.office, .office_name = territory.office_name});
  auto& office = report.offices.back();
  office.territories.push_back(
      {.territory = territory.id, .geo_name = territory.geo_name, .figures = figures});
  office.figures.add(figures);
  report.total.add(figures);
  if (figures.without_fact > 0)
    report.missing.push_back({territory.id, territory.office_name, territory.geo_name});
}

auto report_of(store::Unit& unit, Month month, std::optional<OfficeId> scope) -> MonthlyReport {
  MonthlyReport report{.month = month};
  for (auto const& row : territory_months(unit, month, month, scope)) {
    auto const& cell = row.months.front();
    if (cell.listed) add_territory(report, row.territory, cell.figures);
  }
  return report;
}

}  // namespace

auto Figures::delta() const -> std::optional<Money> {
  if (without_fact == territories) return std::nullopt;
  return checked_subtract(fact, plan_with_fact);
}

auto Figures::attainment() const -> std::optional<double> {
  if (without_fact == territories || plan_with_fact.minor == 0) return std::nullopt;
  return static_cast<double>(fact.minor) / static_cast<double>(plan_with_fact.minor);
}

void Figures::add(Figures const& other) {
  plan.minor += other.plan.minor;
  plan_with_fact.minor += other.plan_with_fact.minor;
  fact.minor += other.fact.minor;
  territories += other.territories;
  without_fact += other.without_fact;
}

auto monthly_report(store::Unit& unit, Month month) -> MonthlyReport {
  return report_of(unit, month, std::nullopt);
}

auto monthly_report(store::Unit& unit, Actor const& actor, std::optional<Month> month)
    -> Result<MonthlyReport> {
  PB_TRY(auto const scope, readable_office(actor, std::nullopt));
  if (month) return report_of(unit, *month, scope);
  PB_TRY(auto const today, today_of(unit, scope));
  return report_of(unit, Month::of(today) - 1, scope);
}

}  // namespace pb::collection
