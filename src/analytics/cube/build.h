#pragma once

#include <map>

#include "analytics/cube/crew.h"
#include "analytics/cube/state.h"

namespace pb::analytics {

// A value on its way into a chunk.
struct RawValue {
  std::int64_t amount = 0;
  Instant submitted_at{};
  Index territory = kAnyone;
  Index manager = kAnyone;
  DayInMonth day = 0;
  bool late = false;
};

// What belongs to one month, in any order.
struct MonthRows {
  std::vector<RawValue> plans;
  std::vector<RawValue> facts;
  std::vector<CorrectionRow> corrections;
  std::shared_ptr<MonthClosings> closings = std::make_shared<MonthClosings>();
};

// Rows by the months they belong to.
class MonthSorter {
 public:
  // Rows of unknown territories are left out: their events are still to come.
  void add_plan(Day day, RawValue value);
  // Everything but the plans.
  void add(Ground const& ground);
  // Takes over the plans another one has sorted.
  void join(MonthSorter other);
  [[nodiscard]] auto months() -> std::map<Month, MonthRows>& { return months_; }

 private:
  std::map<Month, MonthRows> months_;
  MonthRows* last_ = nullptr;  // where the last plan went: neighbours mostly follow
  Day last_first_{};
  Day last_last_{-1};
};

[[nodiscard]] auto build_chunk(Month month, MonthRows rows, Dictionary const& dictionary)
    -> std::shared_ptr<Chunk const>;

// Builds all chunks, in parallel; empties the sorter.
[[nodiscard]] auto build_state(Ground ground, MonthSorter& sorter, Crew& crew) -> State;

}  // namespace pb::analytics
