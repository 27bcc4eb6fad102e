#include "analytics/query/arrange.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

#include "base/enum_name.h"

namespace pb::analytics {
namespace {

auto column_named(Plan const& plan, std::string const& name) -> std::optional<std::size_t> {
  auto const found = std::ranges::find(plan.columns, name, &NumberColumn::name);
  if (found == plan.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - plan.columns.begin());
}

auto passes(Value const& value, ResultFilter const& filter) -> bool {
  if (!has_data(value)) return false;
  auto const number = as_real(value);
  auto const bound = as_real(filter.value);
  switch (filter.op) {
    case Operator::less:
      return number < bound;
    case Operator::at_most:
      return number <= bound;
    case Operator::more:
      return number > bound;
    case Operator::at_least:
      return number >= bound;
    case Operator::equal:
      return number == bound;
    case Operator::unequal:
      return number != bound;
  }
  std::unreachable();
}

// The place of every entry among all of them by name, and by id where names are the same.
template <class Entries>
auto ranks_by_name(Entries const& entries) -> std::vector<Index> {
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::tie(entries[a].name, entries[a].id) < std::tie(entries[b].name, entries[b].id);
  });
  std::vector<Index> ranks(entries.size());
  for (std::size_t at = 0; at < order.size(); ++at) ranks[order[at]] = static_cast<Index>(at);
  return ranks;
}

struct Ranks {
  std::vector<Index> offices;
  std::vector<Index> geos;
  std::vector<Index> managers;

  explicit Ranks(Dictionary const& dictionary)
      : offices(ranks_by_name(dictionary.offices())),
        geos(ranks_by_name(dictionary.geos())),
        managers(ranks_by_name(dictionary.managers())) {}

  // Whoever is not known stands last.
  static auto in(std::vector<Index> const& ranks, Index index) -> std::int64_t {
    return index == kAnyone ? std::int64_t(ranks.size()) : ranks[static_cast<std::size_t>(index)];
  }
};

// One thing that rows are ordered by: a column of numbers, a dimension, or else the period.
struct SortBy {
  std::optional<std::size_t> number{};
  std::optional<Dimension> dimension{};
  Direction direction = Direction::ascending;
};

auto sort_columns(Plan const& plan) -> std::vector<SortBy> {
  std::vector<SortBy> all;
  for (auto const& order : plan.query->order)
    all.push_back({column_named(plan, order.by), enum_from_name<Dimension>(order.by), order.direction});
  all.push_back({});
  for (auto const dimension : plan.query->group_by) all.push_back({.dimension = dimension});
  return all;
}

auto rank(Dimension dimension, RowKey const& key, Ranks const& ranks, Dictionary const& dictionary)
    -> std::int64_t {
  switch (dimension) {
    case Dimension::office:
      return Ranks::in(ranks.offices, key.office);
    case Dimension::geo:
      return Ranks::in(ranks.geos, key.geo);
    case Dimension::manager:
      return Ranks::in(ranks.managers, key.manager);
    case Dimension::territory: {
      auto const& territory = dictionary.territory(key.territory);
      return Ranks::in(ranks.offices, territory.office) * (std::ssize(ranks.geos) + 1) +
             Ranks::in(ranks.geos, territory.geo);
    }
  }
  std::unreachable();
}

// Where the row stands by one column: the smaller first. Wide enough for every number to keep its place.
auto place_by(SortBy const& by, AnswerRow const& row, Ranks const& ranks, Dictionary const& dictionary)
    -> long double {
  if (by.number && !has_data(row.values[*by.number])) return std::numeric_limits<long double>::infinity();
  auto place = static_cast<long double>(row.key.period.days);
  if (by.number) place = as_real(row.values[*by.number]);
  if (by.dimension) place = static_cast<long double>(rank(*by.dimension, row.key, ranks, dictionary));
  return by.direction == Direction::ascending ? place : -place;
}

auto add_target(std::optional<std::int64_t>& sum, std::optional<std::int64_t> const& more) -> bool {
  if (!more) return true;
  std::int64_t added = 0;
  if (__builtin_add_overflow(sum.value_or(0), *more, &added)) return false;
  sum = added;
  return true;
}

}  // namespace

void filter_results(Plan const& plan, std::vector<AnswerRow>& rows) {
  for (auto const& filter : plan.query->filters) {
    auto const* const result = std::get_if<ResultFilter>(&filter);
    if (result == nullptr) continue;
    auto const column = column_named(plan, result->column).value();
    std::erase_if(rows, [&](AnswerRow const& row) { return !passes(row.values[column], *result); });
  }
}

void put_in_order(Plan const& plan, std::vector<AnswerRow>& rows) {
  auto const& dictionary = plan.version->dictionary();
  Ranks const ranks(dictionary);
  auto const columns = sort_columns(plan);
  std::vector<long double> places;
  places.reserve(rows.size() * columns.size());
  for (auto const& row : rows) {
    for (auto const& column : columns) places.push_back(place_by(column, row, ranks, dictionary));
  }
  auto const places_of = [&](std::size_t row) {
    return std::span(places).subspan(row * columns.size(), columns.size());
  };
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Rows come in the order of their keys, which decides where all else is the same.
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return std::ranges::lexicographical_compare(places_of(a), places_of(b));
  });
  std::vector<AnswerRow> ordered;
  ordered.reserve(rows.size());
  for (auto const row : order) ordered.push_back(std::move(rows[row]));
  rows = std::move(ordered);
}

auto cut(Plan const& plan, std::vector<AnswerRow>& rows) -> Result<std::optional<RowSums>> {
  auto const limit = plan.query->limit;
  if (!limit || std::ssize(rows) <= *limit) return std::nullopt;
  RowSums others;
  bool fits = true;
  for (auto at = static_cast<std::size_t>(*limit); at < rows.size(); ++at) {
    auto const& sums = rows[at].sums;
    fits = add_up(others.now, sums.now) && add_up(others.before, sums.before) &&
           add_target(others.target, sums.target) && add_target(others.target_before, sums.target_before) &&
           fits;
  }
  rows.resize(static_cast<std::size_t>(*limit));
  if (plan.query->others == Others::left_out) return std::nullopt;
  if (!fits) return fail(ErrorCode::invalid, Message("error.analytics.overflow"), "/measures");
  return others;
}

}  // namespace pb::analytics
