#pragma once

#include <memory>
#include <span>

#include "analytics/cube/crew.h"
#include "analytics/cube/state.h"
#include "base/error.h"

namespace pb::analytics {

// One state of the organisation's numbers, as they were after every event up to as_of(). Immutable: may be
// read from any number of threads for as long as somebody holds it.
//
// What counts in a Slice:
// - A plan on its day. A daily fact on its day.
// - The fact of a whole month only in a *whole month*: one all of whose days lie in the slice, while the
// grain
//   is month, quarter, year or none. There it takes the place of the territory's daily facts of that month,
//   which then do not count at all. Elsewhere it is absent, and the daily facts count.
// - plan_of_reported: in a whole month all plans of a territory that has a fact in it, monthly or daily, as
//   the monthly report counts; elsewhere the plans of those days that have a fact of their own.
// - planned_facts and error_ppm compare each fact that counts with the plan of its own period (the month's
//   plans together, by whomever, or the day's), where there is a plan.
// - late, delay_minutes and corrections belong to the plans and facts that count. Delay is measured from the
//   closing of the office's day, for a fact of a month from the closing of the month; without one it is 0.
// - missing: the day was closed for the office, the territory was open at the moment of closing (by the
//   instants of its creation and of the archiving of itself, its office or its geo), and there is no plan.
// - By manager: plans, plan_of_reported, late, delay and corrections by who gave the value, facts, errors and
//   planned_facts by who gave the fact. `missing` belongs to nobody (kAnyone) and, like values of unknown
//   people, takes no part where Slice::managers is given.
class Version {
 public:
  Version(State state, std::shared_ptr<Crew> crew);
  // From plain rows, which nothing follows.
  explicit Version(Contents contents);

  [[nodiscard]] auto as_of() const -> events::Position { return state_.position; }
  [[nodiscard]] auto dictionary() const -> Dictionary const& { return *state_.dictionary; }
  [[nodiscard]] auto targets() const -> std::span<TargetEntry const> { return *state_.targets; }
  // None before the set-up.
  [[nodiscard]] auto organisation() const -> std::optional<store::Organisation> const& {
    return state_.organisation;
  }
  // First and last day anything was given for; none where nothing was.
  struct Days {
    Day first{};
    Day last{};
  };
  [[nodiscard]] auto days() const -> std::optional<Days>;
  // When the day was closed for the office; none: it was not.
  [[nodiscard]] auto closed_at(Index office, Day day) const -> std::optional<Instant>;

  // What the slice adds up to: cells sorted by period, office, geo, territory, manager, only those with
  // something in them. A cell of a territory names its office and geo only where the grouping asks for them.
  // `error.analytics.overflow` where a sum leaves 64 bits. Empty where first > last. A mask that is shorter
  // than the dictionary leaves the rest out.
  [[nodiscard]] auto scan(Slice const& slice) const -> Result<std::vector<Cell>>;

  [[nodiscard]] auto state() const -> State const& { return state_; }

 private:
  State state_;
  std::shared_ptr<Crew> crew_;
};

}  // namespace pb::analytics
