#pragma once

#include "analytics/slice.h"

namespace pb::analytics {

// Whether months stay whole at this grain.
[[nodiscard]] inline auto keeps_months(std::optional<Grain> grain) -> bool {
  return grain != Grain::day && grain != Grain::week;
}

// The first day of the grain's period that the day lies in; without a grain Slice::first.
[[nodiscard]] auto period_of(Slice const& slice, Day day) -> Day;

// Minutes from the closing to a late submission; at least 0, at most what 32 bits hold.
[[nodiscard]] auto delay_minutes(std::optional<Instant> closed_at, Instant submitted_at) -> std::uint32_t;

}  // namespace pb::analytics
