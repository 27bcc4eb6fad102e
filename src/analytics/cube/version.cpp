#include "analytics/cube/version.h"

#include <algorithm>

#include "analytics/cube/plain_scan.h"

namespace pb::analytics {

Version::Version(Contents contents) : contents_(std::move(contents)) {}

auto Version::days() const -> std::optional<Days> {
  std::optional<Days> days;
  auto const see = [&](Day first, Day last) {
    if (!days) days = Days{first, last};
    days->first = std::min(days->first, first);
    days->last = std::max(days->last, last);
  };
  for (auto const& plan : contents_.plans) see(plan.day, plan.day);
  for (auto const& fact : contents_.ground.facts)
    see(fact.day.value_or(fact.month.first()), fact.day.value_or(fact.month.last()));
  return days;
}

auto Version::scan(Slice const& slice) const -> Result<std::vector<Cell>> {
  return plain_scan(contents_, slice);
}

}  // namespace pb::analytics
