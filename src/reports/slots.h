#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "reports/workshop.h"
#include "store/report_deliveries.h"
#include "store/unit.h"

namespace pb::reports {

inline constexpr std::size_t kDeliveriesInAUnit = 200;

// Whether a schedule sends anything in a slot.
enum class Verdict { send, attainment_reached, nothing_changed };

// A slot of one schedule, as far as it is opened in one unit.
struct SlotPart {
  store::ReportSchedule schedule{};
  Instant slot{};
  Verdict verdict = Verdict::send;
  std::vector<store::ReportRecipient> recipients{};  // at most kDeliveriesInAUnit
  bool last = true;  // of this schedule: what it has seen of the event log is remembered
  std::int64_t head = 0;
};

// One delivery for each recipient, queued, held back or skipped with its reason. A delivery that is there
// already stays as it is, so that a slot can be opened again after a crash. A schedule whose owner is gone is
// paused instead. What is due then is handed to jobs by want_copies().
void open_slot(store::Unit& unit, SlotPart const& part, Notices const& notices);

// The deliveries of a slot whose copies nobody makes yet get a job each copy.
void want_copies(store::Unit& unit, Instant slot);

// The copy of a request for one recipient of a schedule.
auto request_for(store::Unit& unit, store::ReportSchedule const& schedule, Instant slot) -> CopyRequest;

// Whether anything that reports show was given, corrected or set after this place of the event log.
auto changed_after(store::Unit& unit, std::int64_t position) -> bool;

}  // namespace pb::reports
