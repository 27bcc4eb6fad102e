#include "analytics/query/arrange.h"

#include <algorithm>
#include <numeric>

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

// Negative, zero or positive, as in three-way comparisons.
using Comparer = std::function<int(AnswerRow const&, AnswerRow const&)>;

auto sign(std::int64_t a, std::int64_t b) -> int {
  return a < b ? -1 : (a > b ? 1 : 0);
}

auto by_period() -> Comparer {
  return [](AnswerRow const& a, AnswerRow const& b) { return sign(a.key.period.days, b.key.period.days); };
}

auto by_dimension(Dimension dimension, Ranks const& ranks, Dictionary const& dictionary) -> Comparer {
  auto const rank = [dimension, &ranks, &dictionary](AnswerRow const& row) -> std::int64_t {
    switch (dimension) {
      case Dimension::office:
        return Ranks::in(ranks.offices, row.key.office);
      case Dimension::geo:
        return Ranks::in(ranks.geos, row.key.geo);
      case Dimension::manager:
        return Ranks::in(ranks.managers, row.key.manager);
      case Dimension::territory: {
        auto const& territory = dictionary.territory(row.key.territory);
        return Ranks::in(ranks.offices, territory.office) * std::int64_t(ranks.geos.size() + 1) +
               Ranks::in(ranks.geos, territory.geo);
      }
    }
    std::unreachable();
  };
  return [rank](AnswerRow const& a, AnswerRow const& b) { return sign(rank(a), rank(b)); };
}

auto by_number(std::size_t column, Direction direction) -> Comparer {
  return [column, direction](AnswerRow const& a, AnswerRow const& b) {
    auto const& left = a.values[column];
    auto const& right = b.values[column];
    if (!has_data(left) || !has_data(right)) return sign(has_data(left) ? 0 : 1, has_data(right) ? 0 : 1);
    auto const less = as_real(left) < as_real(right) ? -1 : (as_real(left) > as_real(right) ? 1 : 0);
    return direction == Direction::ascending ? less : -less;
  };
}

auto reversed(Comparer comparer, Direction direction) -> Comparer {
  if (direction == Direction::ascending) return comparer;
  return [comparer = std::move(comparer)](AnswerRow const& a, AnswerRow const& b) { return comparer(b, a); };
}

auto comparers(Plan const& plan, Ranks const& ranks) -> std::vector<Comparer> {
  auto const& query = *plan.query;
  auto const& dictionary = plan.version->dictionary();
  std::vector<Comparer> all;
  for (auto const& order : query.order) {
    if (auto const column = column_named(plan, order.by)) {
      all.push_back(by_number(*column, order.direction));
    } else if (auto const dimension = enum_from_name<Dimension>(order.by)) {
      all.push_back(reversed(by_dimension(*dimension, ranks, dictionary), order.direction));
    } else {
      all.push_back(reversed(by_period(), order.direction));
    }
  }
  all.push_back(by_period());
  for (auto const dimension : query.group_by) all.push_back(by_dimension(dimension, ranks, dictionary));
  return all;
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
  Ranks const ranks(plan.version->dictionary());
  auto const all = comparers(plan, ranks);
  std::ranges::stable_sort(rows, [&](AnswerRow const& a, AnswerRow const& b) {
    for (auto const& compare : all) {
      if (auto const result = compare(a, b); result != 0) return result < 0;
    }
    return a.key < b.key;
  });
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
