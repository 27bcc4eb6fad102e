#include "analytics/cube/periods.h"

#include <algorithm>
#include <limits>

#include "domain/period.h"

namespace pb::analytics {

auto period_of(Slice const& slice, Day day) -> Day {
  if (!slice.grain) return slice.first;
  switch (*slice.grain) {
    case Grain::day:
      return day;
    case Grain::week:
      return Period::week(day).first;
    case Grain::month:
      return Month::of(day).first();
    case Grain::quarter:
      return Period::quarter(Month::of(day), slice.fiscal_start).first;
    case Grain::year:
      return Period::year(Month::of(day), slice.fiscal_start).first;
  }
  return day;
}

auto delay_minutes(std::optional<Instant> closed_at, Instant submitted_at) -> std::uint32_t {
  if (!closed_at || submitted_at <= *closed_at) return 0;
  auto const minutes = std::chrono::floor<std::chrono::minutes>(submitted_at - *closed_at).count();
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min<std::int64_t>(minutes, kMost));
}

}  // namespace pb::analytics
