#pragma once

#include <algorithm>
#include <random>

#include "analytics/query/columns.h"
#include "analytics/query/query.h"
#include "base/enum_name.h"

// For tests: queries made by chance, each of which makes sense.
namespace pb::analytics {

// What random queries are about. Days from `first` on, ids from 1 to these.
struct RandomWorld {
  Day first{20'089};  // 2025-01-01
  std::int32_t days = 200;
  std::int64_t offices = 4;
  std::int64_t geos = 5;
  std::int64_t territories = 9;
  std::int64_t managers = 6;
  bool targets = false;  // whether measures of targets are asked for
};

class RandomQuery {
 public:
  RandomQuery(std::mt19937& random, RandomWorld const& world) : random_(random), world_(world) {}

  auto make() -> Query {
    Query query;
    query.range = range();
    for (auto const dimension :
         {Dimension::office, Dimension::geo, Dimension::territory, Dimension::manager}) {
      if (chance(3)) query.group_by.push_back(dimension);
    }
    std::ranges::shuffle(query.group_by, random_);
    if (chance(2)) query.grain = static_cast<Grain>(below(5));
    if (chance(3)) query.filters.emplace_back(dimension_filter());
    if (chance(6)) query.filters.emplace_back(dimension_filter());
    by_manager_ = std::ranges::count(query.group_by, Dimension::manager) > 0;
    for (auto const& filter : query.filters)
      by_manager_ = by_manager_ || std::get<DimensionFilter>(filter).dimension == Dimension::manager;
    add_measures(query);
    if (chance(3)) query.compare = chance(2) ? Comparison::previous_period : Comparison::previous_year;
    arrange(query);
    return query;
  }

 private:
  auto below(std::int64_t count) -> std::int64_t {
    return std::uniform_int_distribution<std::int64_t>(0, count - 1)(random_);
  }
  auto chance(std::int64_t one_in) -> bool { return below(one_in) == 0; }

  auto range() -> Range {
    if (chance(4)) {
      static constexpr RelativeForm kForms[] = {RelativeForm::last, RelativeForm::current,
                                                RelativeForm::previous, RelativeForm::to_date};
      RelativeRange relative{kForms[below(4)], static_cast<Grain>(below(5))};
      if (relative.form == RelativeForm::to_date && relative.unit == Grain::day) relative.unit = Grain::week;
      if (relative.form == RelativeForm::last) relative.count = static_cast<std::int32_t>(below(5)) + 1;
      return relative;
    }
    auto const from = world_.first + static_cast<std::int32_t>(below(world_.days));
    auto const to = from + static_cast<std::int32_t>(below(chance(2) ? 20 : world_.days));
    if (chance(2)) return AbsoluteRange{Month::of(from).first(), Month::of(to).last()};
    return AbsoluteRange{from, to};
  }

  auto dimension_filter() -> DimensionFilter {
    DimensionFilter filter{static_cast<Dimension>(below(4)), chance(2) ? Membership::is : Membership::is_not};
    std::int64_t const most[] = {world_.offices, world_.geos, world_.territories, world_.managers};
    for (auto count = below(4); count > 0; --count)
      filter.ids.push_back(below(most[static_cast<std::size_t>(filter.dimension)]) + 1);
    return filter;
  }

  void add_measures(Query& query) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Measure>>([&](auto entry) {
      bool const of_targets = entry.value == Measure::target || entry.value == Measure::target_attainment;
      if (of_targets && (by_manager_ || !world_.targets)) return;
      if (entry.value == Measure::missing && by_manager_) return;
      if (chance(4)) query.measures.emplace_back(entry.value);
    });
    if (chance(4)) query.measures.emplace_back(Calculated{"gap", "plan_of_reported - fact", Kind::money});
    if (query.measures.empty()) query.measures.emplace_back(Measure::plan);
    std::ranges::shuffle(query.measures, random_);
  }

  void arrange(Query& query) {
    auto const columns = number_columns(query);
    auto const any = [&] { return columns[static_cast<std::size_t>(below(std::ssize(columns)))].name; };
    if (chance(5))
      query.filters.emplace_back(ResultFilter{any(), static_cast<Operator>(below(6)), below(20'000) - 5'000});
    if (chance(2)) query.order.push_back({any(), static_cast<Direction>(below(2))});
    if (query.grain && chance(4)) query.order.push_back({kPeriodColumn, Direction::descending});
    if (chance(3)) {
      query.limit = below(12) + 1;
      query.others = static_cast<Others>(below(2));
    }
  }

  std::mt19937& random_;
  RandomWorld const& world_;
  bool by_manager_ = false;
};

inline auto random_query(std::mt19937& random, RandomWorld const& world = {}) -> Query {
  return RandomQuery(random, world).make();
}

}  // namespace pb::analytics
