#include "collection/plan_sheet.h"

#include "collection/record.h"
#include "collection/scope.h"
#include "collection/sheet_rows.h"
#include "store/closings.h"

namespace pb::collection {
namespace {

auto row_of(store::ValueRow const& row, Actor const& actor) -> SheetRow {
  auto const state = [&] {
    if (!row.amount) return ValueState::open;
    bool const mine = row.user && row.user == acting_user(actor);
    return mine ? ValueState::mine : ValueState::colleague;
  };
  return {.territory = row.territory,
          .geo = row.geo,
          .geo_name = row.geo_name,
          .office = row.office,
          .office_name = row.office_name,
          .state = state(),
          .amount = row.amount.value_or(Money{}),
          .by_name = row.by_name,
          .at = row.at.value_or(Instant{}),
          .late = row.late,
          .correction_open = row.correction_open};
}

}  // namespace

auto sheet_of(std::vector<store::ValueRow> const& rows, Actor const& actor) -> Sheet {
  Sheet sheet;
  sheet.rows.reserve(rows.size());
  for (auto const& row : rows) {
    sheet.rows.push_back(row_of(row, actor));
    sheet.total.minor += row.amount.value_or(Money{}).minor;
    ++(row.amount ? sheet.given : sheet.open);
  }
  return sheet;
}

auto by_office(Sheet const& sheet) -> std::vector<OfficeSheet> {
  std::vector<OfficeSheet> offices;
  for (auto const& row : sheet.rows) {
    if (offices.empty() || offices.back().office != row.office)
      offices.push_back({.office = row.office, .name = row.office_name});
    auto& office = offices.back();
    office.total.minor += row.amount.minor;
    ++(row.state == ValueState::open ? office.open : office.given);
  }
  return offices;
}

auto plan_sheet(store::Unit& unit, Actor const& actor, std::optional<Day> day, std::optional<OfficeId> office)
    -> Result<PlanSheet> {
  PB_TRY(auto const scope, readable_office(actor, office));
  PB_TRY(auto const today, today_of(unit, scope));
  auto const wanted = day.value_or(today);
  return PlanSheet{.day = wanted,
                   .today = today,
                   .closed = wanted < today || (scope && store::is_day_closed(unit.sql, *scope, wanted)),
                   .sheet = sheet_of(store::plan_rows(unit.sql, wanted, scope), actor)};
}

}  // namespace pb::collection
