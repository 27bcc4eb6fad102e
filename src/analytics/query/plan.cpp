#include <algorithm>

#include "analytics/query/check.h"
#include "analytics/query/limits.h"
#include "analytics/query/rows.h"

namespace pb::analytics {
namespace {

auto place(Index index) -> std::size_t {
  return static_cast<std::size_t>(index);
}

// How many different offices or geos the selected territories have.
template <class F>
auto count_places(Selection const& selection, Dictionary const& dictionary, std::size_t size, F of)
    -> std::int64_t {
  std::vector<bool> seen(size, false);
  auto const territories = dictionary.territories();
  for (std::size_t at = 0; at < territories.size(); ++at) {
    if (selection.territories[at]) seen[place(of(territories[at]))] = true;
  }
  return std::ranges::count(seen, true);
}

auto count_groups(Query const& query, Selection const& selection, Dictionary const& dictionary)
    -> std::int64_t {
  bool const by_office = groups_by(query, Dimension::office);
  bool const by_geo = groups_by(query, Dimension::geo);
  std::int64_t groups = 1;
  if (groups_by(query, Dimension::territory) || (by_office && by_geo)) {
    groups = std::ranges::count(selection.territories, true);
  } else if (by_office) {
    groups = count_places(selection, dictionary, dictionary.offices().size(),
                          [](TerritoryEntry const& territory) { return territory.office; });
  } else if (by_geo) {
    groups = count_places(selection, dictionary, dictionary.geos().size(),
                          [](TerritoryEntry const& territory) { return territory.geo; });
  }
  if (groups_by(query, Dimension::manager)) {
    auto const people = selection.managers ? std::ranges::count(*selection.managers, true)
                                           : static_cast<std::int64_t>(dictionary.managers().size()) + 1;
    groups *= std::max<std::int64_t>(people, 1);
  }
  return std::max<std::int64_t>(groups, 1);
}

// At least as many as there are in the range.
auto count_periods(ResolvedRange const& range, std::optional<Grain> grain) -> std::int64_t {
  constexpr std::int64_t kDaysOfWeek = 7;
  if (!grain) return 1;
  std::int64_t const days = range.last - range.first + 1;
  if (*grain == Grain::day) return days;
  if (*grain == Grain::week) return days / kDaysOfWeek + 2;
  std::int64_t const months = Month::of(range.last).months - Month::of(range.first).months + 1;
  return *grain == Grain::month ? months : months / months_of(*grain) + 2;
}

}  // namespace

auto plan(Query const& query, Version const& version, Scope const& scope, Day today) -> Result<Plan> {
  PB_TRY(auto measures, check(query));
  PB_TRY(auto selection, select(query, version, scope));
  Plan plan{.query = &query,
            .version = &version,
            .measures = std::move(measures),
            .columns = number_columns(query),
            .selection = std::move(selection)};
  if (auto const& organisation = version.organisation())
    plan.fiscal_start = static_cast<std::int32_t>(organisation->fiscal_start);
  plan.range = resolve(query.range, today, plan.fiscal_start);
  if (query.compare && *query.compare != Comparison::target) {
    plan.shift = shift_of(*query.compare, plan.range, query.grain);
    plan.before = moved_back(plan.range, *plan.shift);
  }
  auto const cells =
      count_periods(plan.range, query.grain) * count_groups(query, plan.selection, version.dictionary());
  if (cells > kMostCells)
    return fail(ErrorCode::invalid,
                Message("error.query.too_many_cells", {{"cells", cells}, {"limit", kMostCells}}),
                query.group_by.empty() ? "/grain" : "/group_by");
  return plan;
}

}  // namespace pb::analytics
