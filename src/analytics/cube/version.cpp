#include "analytics/cube/version.h"

#include <algorithm>
#include <bit>

#include "analytics/cube/build.h"
#include "analytics/cube/scan.h"

namespace pb::analytics {
namespace {

auto state_of(Contents contents, Crew& crew) -> State {
  MonthSorter sorter;
  for (auto const& plan : contents.plans) {
    auto const& given = plan.given;
    sorter.add_plan(plan.day, {.amount = given.amount,
                               .submitted_at = given.submitted_at,
                               .territory = given.territory,
                               .manager = given.manager,
                               .late = given.late});
  }
  return build_state(std::move(contents.ground), sorter, crew);
}

// The first or last day among those given in a month; a whole month reaches from one end to the other.
auto first_day(Month month, DayMask days) -> Day {
  if ((days & bit_of(kWholeMonth)) != 0) return month.first();
  return month.first() + std::countr_zero(days);
}
auto last_day(Month month, DayMask days) -> Day {
  if ((days & bit_of(kWholeMonth)) != 0) return month.last();
  return month.first() + (31 - std::countl_zero(days));
}

}  // namespace

Version::Version(State state, std::shared_ptr<Crew> crew)
    : state_(std::move(state)), crew_(std::move(crew)) {}

Version::Version(Contents contents) : crew_(std::make_shared<Crew>(0)) {
  state_ = state_of(std::move(contents), *crew_);
}

auto Version::days() const -> std::optional<Days> {
  std::optional<Days> days;
  for (auto const& chunk : state_.chunks) {
    if (auto const mask = chunk->days(); mask != 0) {
      days = Days{first_day(chunk->month, mask), last_day(chunk->month, mask)};
      break;
    }
  }
  for (auto chunk = state_.chunks.rbegin(); days && chunk != state_.chunks.rend(); ++chunk) {
    if (auto const mask = (*chunk)->days(); mask != 0) {
      days->last = last_day((*chunk)->month, mask);
      break;
    }
  }
  return days;
}

auto Version::closed_at(Index office, Day day) const -> std::optional<Instant> {
  auto const month = Month::of(day);
  auto const found =
      std::ranges::lower_bound(state_.chunks, month, {}, [](auto const& chunk) { return chunk->month; });
  if (found == state_.chunks.end() || (*found)->month != month) return std::nullopt;
  return (*found)->closings->closed_at(office, static_cast<DayInMonth>(day - month.first()));
}

auto Version::scan(Slice const& slice) const -> Result<std::vector<Cell>> {
  return scan_state(state_, slice, *crew_);
}

}  // namespace pb::analytics
