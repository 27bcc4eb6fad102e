#include "collection/suggestions.h"

#include "store/plans.h"

namespace pb::collection {
namespace {

constexpr std::int64_t kUnit =
    100;  // an average is rounded to this many minor units, as people would type it
constexpr std::int32_t kWeeks = 4;

auto rounded_average(Money sum, std::int64_t count) -> Money {
  return {(sum.minor + count * kUnit / 2) / (count * kUnit) * kUnit};
}

}  // namespace

auto suggest_plan(store::Unit& unit, Actor const& actor, TerritoryId territory, Day day) -> Suggestions {
  Suggestions found;
  Money sum;
  std::int64_t count = 0;
  for (auto const& plan : store::plans_to_suggest(unit.sql, territory, day, actor.office)) {
    if (!found.last) {
      found.last = plan.amount;
      found.last_day = plan.day;
    }
    if (plan.day == day - 1) found.yesterday = plan.amount;
    bool const counts = plan.day.weekday() == day.weekday() && plan.day >= day - kWeeks * 7;
    if (!counts) continue;
    sum.minor += plan.amount.minor;
    ++count;
  }
  if (count > 0) found.weekday_average = rounded_average(sum, count);

  if (found.weekday_average == found.yesterday) found.weekday_average.reset();
  if (found.last == found.yesterday || found.last == found.weekday_average) found.last.reset();
  return found;
}

}  // namespace pb::collection
