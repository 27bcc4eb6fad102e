#pragma once

#include <optional>

#include "analytics/query/query.h"
#include "analytics/query/range.h"

namespace pb::analytics {

// How far a comparison looks back: whole months, or days where `months` is 0.
struct Shift {
  std::int32_t months = 0;
  std::int32_t days = 0;
};

// Like for like. The previous period is moved back by whole units of the range, and of the grain, until both
// do not overlap: months by months, weeks by weeks, days by days; the previous year by 12 months, for weeks
// by 52 weeks, so that a week meets a whole week. `comparison` is not `target`.
[[nodiscard]] auto shift_of(Comparison comparison, ResolvedRange const& range, std::optional<Grain> grain)
    -> Shift;

// The range that is compared with. A range to date stops at the same day of its month, or at the last day of
// a shorter month; a range that ends with its month ends with the other month too.
[[nodiscard]] auto moved_back(ResolvedRange const& range, Shift shift) -> ResolvedRange;

// The first day of the period that the compared period beginning with `day` stands beside. Nothing where
// there is none: the 31st beside a month of 30 days.
[[nodiscard]] auto moved_forward(Day day, Shift shift) -> std::optional<Day>;

}  // namespace pb::analytics
