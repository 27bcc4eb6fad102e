#include "analytics/query/check.h"

#include <algorithm>
#include <set>

#include "analytics/query/columns.h"
#include "base/enum_name.h"

namespace pb::analytics {
namespace {

auto refuse(Message message, std::string field) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, std::move(message), std::move(field));
}

auto numbered(std::string_view list, std::size_t index) -> std::string {
  return "/" + std::string(list) + "/" + std::to_string(index);
}

auto check_groups(Query const& query) -> Result<void> {
  std::set<Dimension> seen;
  for (std::size_t index = 0; index < query.group_by.size(); ++index) {
    auto const dimension = query.group_by[index];
    if (!seen.insert(dimension).second)
      return refuse(Message("error.query.dimension_repeated", {{"name", std::string(enum_name(dimension))}}),
                    numbered("group_by", index));
  }
  return {};
}

auto check_range(Query const& query) -> Result<void> {
  if (auto const* const absolute = std::get_if<AbsoluteRange>(&query.range);
      absolute != nullptr && absolute->to < absolute->from)
    return refuse(Message("error.query.range_reversed", {{"from", absolute->from}, {"to", absolute->to}}),
                  "/range");
  if (!fits(query.range))
    return refuse(Message("error.query.range_too_long", {{"years", std::int64_t{kMostYears}}}), "/range");
  return {};
}

// The first filter on managers.
auto manager_filter(Query const& query) -> std::optional<std::size_t> {
  for (std::size_t index = 0; index < query.filters.size(); ++index) {
    auto const* const filter = std::get_if<DimensionFilter>(&query.filters[index]);
    if (filter != nullptr && filter->dimension == Dimension::manager) return index;
  }
  return std::nullopt;
}

// A plan that nobody gave is owed by an office's people together, and targets are set for places.
auto check_managers(Query const& query, Measures const& measures) -> Result<void> {
  auto const filter = manager_filter(query);
  bool const by_manager = groups_by(query, Dimension::manager);
  if (!by_manager && !filter) return {};
  for (auto const owed : {Measure::missing, Measure::target, Measure::target_attainment}) {
    for (std::size_t index = 0; index < measures.count(); ++index) {
      if (std::ranges::count(measures.made_of(index), owed) > 0)
        return refuse(Message("error.query.not_by_manager", {{"name", std::string(enum_name(owed))}}),
                      numbered("measures", index));
    }
  }
  if (query.compare == Comparison::target)
    return refuse(Message("error.query.not_by_manager", {{"name", std::string("target")}}), "/compare");
  return {};
}

auto check_comparison(Query const& query) -> Result<void> {
  if (!query.compare) return {};
  bool const any =
      std::ranges::any_of(query.measures, [&](auto const& measure) { return compares(query, measure); });
  if (!any) return refuse(Message("error.query.nothing_to_compare"), "/compare");
  return {};
}

auto check_columns(Query const& query) -> Result<void> {
  std::set<std::string> numbers;
  for (auto const& column : number_columns(query)) numbers.insert(column.name);
  for (std::size_t index = 0; index < query.filters.size(); ++index) {
    auto const* const filter = std::get_if<ResultFilter>(&query.filters[index]);
    if (filter != nullptr && !numbers.contains(filter->column))
      return refuse(Message("error.query.not_asked_for", {{"name", filter->column}}),
                    numbered("filters", index) + "/measure");
  }
  auto columns = numbers;
  if (query.grain) columns.insert(kPeriodColumn);
  for (auto const dimension : query.group_by) columns.insert(std::string(enum_name(dimension)));
  for (std::size_t index = 0; index < query.order.size(); ++index) {
    auto const& by = query.order[index].by;
    if (!columns.contains(by))
      return refuse(Message("error.query.not_asked_for", {{"name", by}}), numbered("order", index) + "/by");
  }
  return {};
}

}  // namespace

auto groups_by(Query const& query, Dimension dimension) -> bool {
  return std::ranges::find(query.group_by, dimension) != query.group_by.end();
}

auto check(Query const& query) -> Result<Measures> {
  PB_TRY(auto measures, Measures::of(query));
  PB_CHECK(check_groups(query));
  PB_CHECK(check_range(query));
  PB_CHECK(check_managers(query, measures));
  PB_CHECK(check_comparison(query));
  PB_CHECK(check_columns(query));
  return measures;
}

}  // namespace pb::analytics
