#pragma once

#include <optional>
#include <vector>

#include "collection/digest.h"
#include "collection/fact_sheet.h"
#include "collection/monthly_report.h"

namespace pb::collection {

// The current month up to and including today.
struct MonthProgress {
  Month month{};
  Money plan{};  // given so far
  Money fact{};  // given so far
  std::optional<Money> target{};
  // plan / target, for the bar; nothing without a target above 0.
  [[nodiscard]] auto of_target() const -> std::optional<double>;
};

inline constexpr std::int64_t kStreakLimit = 60;

// One call per home screen; a handful of indexed queries each, never one per row.
struct ManagerHome {
  std::string office_name{};
  PlanSheet plan{};
  // What facts are due and not all given; absent otherwise.
  std::optional<FactSheet> facts_due{};
  MonthProgress month{};
  // Days in a row, up to today or yesterday, on which the office gave a plan; counted up to kStreakLimit.
  std::int64_t streak = 0;
  std::int64_t open_requests = 0;  // corrections the manager asked for
};
auto manager_home(store::Unit& unit, Actor const& actor) -> Result<ManagerHome>;

struct HeadHome {
  std::string office_name{};
  PlanSheet plan{};
  std::optional<FactSheet> facts_due{};
  std::vector<MissingPerson> missing{};
  std::int64_t approvals = 0;
  MonthProgress month{};
};
auto head_home(store::Unit& unit, Actor const& actor) -> Result<HeadHome>;

inline constexpr std::size_t kMissingShown = 10;

struct AdminHome {
  Day today{};
  Money total{};
  std::int64_t given = 0;
  std::int64_t open = 0;
  // What the same weekday brought in the last four weeks, on average over the weeks that have plans.
  std::optional<Money> weekday_average{};
  std::vector<MissingPerson> missing{};  // the first kMissingShown
  std::int64_t missing_count = 0;
  std::int64_t approvals = 0;        // corrections
  std::int64_t access_requests = 0;  // strangers at the door
  std::int64_t facts_missing = 0;    // territories without the fact that is due
  Month facts_month{};
  MonthProgress month{};
};
// Owner, admin; an analyst sees the same with approvals and access_requests of 0.
auto admin_home(store::Unit& unit, Actor const& actor) -> Result<AdminHome>;

}  // namespace pb::collection
