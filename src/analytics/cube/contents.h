#pragma once

#include <vector>

#include "analytics/cube/dictionary.h"
#include "events/event_log.h"
#include "store/corrections.h"
#include "store/organisation.h"

namespace pb::analytics {

// A value somebody gave: a plan, or a fact.
struct GivenRow {
  Index territory = kAnyone;
  Index manager = kAnyone;  // kAnyone: nobody is known
  std::int64_t amount = 0;  // minor units
  Instant submitted_at{};
  bool late = false;
};
struct PlanRow {
  Day day{};
  GivenRow given{};
};
struct FactRow {
  Month month{};
  std::optional<Day> day{};  // none: the fact of the whole month
  GivenRow given{};
};

using store::ValueKind;

// A correction that took effect, applied at once or approved.
struct CorrectionRow {
  CorrectionId id{};
  ValueKind kind = ValueKind::plan;
  Index territory = kAnyone;
  Month month{};
  std::optional<Day> day{};
};

struct ClosedDay {
  Index office = kAnyone;
  Day day{};
  Instant closed_at{};
};
struct ClosedMonth {
  Month month{};
  Instant closed_at{};
};

// Everything the cube needs but the plans, as the database has it at `position` (on PostgreSQL, and where it
// was read in several transactions, perhaps with effects of events behind it).
struct Ground {
  events::Position position{};
  std::optional<store::Organisation> organisation{};
  Dictionary dictionary{};
  std::vector<TargetEntry> targets{};
  std::vector<ClosedDay> closed_days{};
  std::vector<ClosedMonth> closed_months{};
  std::vector<CorrectionRow> corrections{};
  std::vector<FactRow> facts{};
};

// The same, and the plans.
struct Contents {
  Ground ground{};
  std::vector<PlanRow> plans{};
};

}  // namespace pb::analytics
