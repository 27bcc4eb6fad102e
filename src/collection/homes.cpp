#include "collection/homes.h"

#include "collection/scope.h"
#include "domain/time_zone.h"
#include "store/access_requests.h"
#include "store/closings.h"
#include "store/corrections.h"
#include "store/figures.h"
#include "store/offices.h"
#include "store/organisation.h"
#include "store/plans.h"
#include "store/sheets.h"
#include "store/targets.h"

namespace pb::collection {
namespace {

auto month_progress(store::Unit& unit, Day today, std::optional<OfficeId> office) -> MonthProgress {
  auto const month = Month::of(today);
  auto const totals = store::month_totals(unit.sql, month, today, office);
  return {.month = month,
          .plan = totals.plan,
          .fact = totals.fact,
          .target = store::target_of_months(unit.sql, month, month, office)};
}

auto facts_still_due(store::Unit& unit, Actor const& actor) -> Result<std::optional<FactSheet>> {
  PB_TRY(auto sheet, fact_sheet(unit, actor));
  if (sheet.sheet.open == 0) return std::optional<FactSheet>();
  return std::optional(std::move(sheet));
}

// Days in a row that have a plan, ending today; a day that is not over yet does not break the row.
auto streak_of(std::vector<Day> const& latest_first, Day today) -> std::int64_t {
  std::int64_t streak = 0;
  auto expected = today;
  for (auto const day : latest_first) {
    if (streak == 0 && day == today - 1) expected = day;
    if (day != expected) break;
    ++streak;
    expected = expected - 1;
  }
  return std::min(streak, kStreakLimit);
}

auto streak(store::Unit& unit, OfficeId office, Day today) -> std::int64_t {
  auto const since = today - static_cast<std::int32_t>(kStreakLimit);
  return streak_of(store::office_plan_days(unit.sql, office, since, today), today);
}

// The average over those of the last four same weekdays that have plans.
auto weekday_average(store::Unit& unit, Day today) -> std::optional<Money> {
  auto const totals = store::day_totals(unit.sql, today - 7, today - 14, today - 21, today - 28);
  if (totals.empty()) return std::nullopt;
  std::int64_t sum = 0;
  for (auto const& total : totals) sum += total.amount.minor;
  return Money{sum / static_cast<std::int64_t>(totals.size())};
}

// Screens of an office need one; whoever has none asks for another home.
auto own_office(store::Unit& unit, Actor const& actor) -> Result<store::Office> {
  if (!actor.office) return office_not_found();
  auto found = store::find_office(unit.sql, *actor.office);
  if (!found) return office_not_found();
  return std::move(*found);
}

}  // namespace

auto MonthProgress::of_target() const -> std::optional<double> {
  if (!target || target->minor <= 0) return std::nullopt;
  return static_cast<double>(plan.minor) / static_cast<double>(target->minor);
}

auto manager_home(store::Unit& unit, Actor const& actor) -> Result<ManagerHome> {
  PB_TRY(auto office, own_office(unit, actor));
  PB_TRY(auto plan, plan_sheet(unit, actor));
  PB_TRY(auto facts, facts_still_due(unit, actor));
  auto const today = plan.today;
  return ManagerHome{.office_name = std::move(office.name),
                     .plan = std::move(plan),
                     .facts_due = std::move(facts),
                     .month = month_progress(unit, today, office.id),
                     .streak = streak(unit, office.id, today),
                     .open_requests = store::count_requests_by(unit.sql, actor.user)};
}

auto head_home(store::Unit& unit, Actor const& actor) -> Result<HeadHome> {
  PB_TRY(auto office, own_office(unit, actor));
  PB_TRY(auto plan, plan_sheet(unit, actor));
  PB_TRY(auto facts, facts_still_due(unit, actor));
  auto const today = plan.today;
  return HeadHome{.office_name = std::move(office.name),
                  .plan = std::move(plan),
                  .facts_due = std::move(facts),
                  .missing = missing_people(unit, today, office.id),
                  .approvals = store::count_requests_for_head(unit.sql, office.id, actor.user),
                  .month = month_progress(unit, today, office.id)};
}

auto admin_home(store::Unit& unit, Actor const& actor) -> Result<AdminHome> {
  if (!sees_all(actor)) return not_allowed();
  auto const today = organisation_today(unit);
  auto const summary = store::day_summary(unit.sql, today);
  auto const due = fact_period_due(unit, today);
  auto missing = missing_people(unit, today, std::nullopt);
  bool const decides = administers(actor);

  AdminHome home{.today = today,
                 .total = summary.total,
                 .given = summary.given,
                 .open = summary.open,
                 .weekday_average = weekday_average(unit, today),
                 .missing_count = static_cast<std::int64_t>(missing.size()),
                 .approvals = decides ? store::count_requests(unit.sql) : 0,
                 .access_requests = decides ? store::count_open_access_requests(unit.sql) : 0,
                 .facts_missing = store::count_open_for_fact(unit.sql, due),
                 .facts_month = due.month,
                 .month = month_progress(unit, today, std::nullopt)};
  if (missing.size() > kMissingShown) missing.resize(kMissingShown);
  home.missing = std::move(missing);
  return home;
}

}  // namespace pb::collection
