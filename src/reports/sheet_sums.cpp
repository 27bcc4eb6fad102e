#include "reports/sheet_sums.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace pb::reports {
namespace {

using Whole = std::optional<std::int64_t>;

auto whole_at(Row const& row, std::size_t column) -> Whole {
  if (column >= row.cells.size()) return std::nullopt;
  auto const* const figure = std::get_if<Figure>(&row.cells[column].content);
  return figure == nullptr ? std::nullopt : whole(figure->value);
}

auto adds_up(ColumnKind kind) -> bool {
  return kind == ColumnKind::money || kind == ColumnKind::count || kind == ColumnKind::minutes ||
         kind == ColumnKind::number;
}

struct Extent {
  std::size_t first = 0;
  std::size_t last = 0;
};

// The rows a sum is of.
auto extent_of(Grid const& grid, std::size_t at) -> std::optional<Extent> {
  auto const& row = grid.rows[at];
  auto const deeper = [&](std::size_t other) { return grid.rows[other].level > row.level; };
  if (row.kind == RowKind::group) {
    auto last = at;
    while (last + 1 < grid.rows.size() && deeper(last + 1) && grid.rows[last + 1].kind != RowKind::total)
      ++last;
    if (last == at) return std::nullopt;
    return Extent{at + 1, last};
  }
  if (at == 0) return std::nullopt;
  if (row.kind == RowKind::total) return Extent{0, at - 1};
  if (row.kind != RowKind::subtotal) return std::nullopt;
  auto first = at;
  while (first > 0 && (deeper(first - 1) || (grid.rows[first - 1].level == row.level &&
                                             grid.rows[first - 1].kind == RowKind::row)))
    --first;
  if (first == at) return std::nullopt;
  return Extent{first, at - 1};
}

// Sums from the innermost to the outermost: an outer one passes over the inner ones that are formulas.
auto order_of_sums(Grid const& grid) -> std::vector<std::size_t> {
  std::vector<std::size_t> sums;
  for (std::size_t at = 0; at < grid.rows.size(); ++at) {
    auto const kind = grid.rows[at].kind;
    if (kind == RowKind::group || kind == RowKind::subtotal || kind == RowKind::total) sums.push_back(at);
  }
  std::ranges::stable_sort(sums, [&](std::size_t a, std::size_t b) {
    auto const outer = [&](std::size_t at) { return grid.rows[at].kind == RowKind::total ? 1 : 0; };
    if (outer(a) != outer(b)) return outer(a) < outer(b);
    return grid.rows[a].level > grid.rows[b].level;
  });
  return sums;
}

auto is_sum(std::vector<RowSums> const& formulas, std::size_t row, std::size_t column) -> bool {
  return !formulas[row].empty() && formulas[row][column];
}

auto gives(Grid const& grid, std::vector<RowSums> const& formulas, Extent const& extent, std::size_t column,
           std::int64_t wanted) -> bool {
  std::int64_t sum = 0;
  bool any = false;
  for (auto row = extent.first; row <= extent.last; ++row) {
    if (is_sum(formulas, row, column)) continue;
    auto const value = whole_at(grid.rows[row], column);
    if (!value) continue;
    any = true;
    if (__builtin_add_overflow(sum, *value, &sum)) return false;
  }
  return any && sum == wanted;
}

// part / whole in basis points is the ratio, rounded either way.
auto is_share(std::int64_t part, std::int64_t whole, std::int64_t ratio) -> bool {
  constexpr double kBasisPoints = 10'000;
  if (whole == 0) return false;
  auto const exact = static_cast<double>(part) / static_cast<double>(whole) * kBasisPoints;
  return std::abs(exact - static_cast<double>(ratio)) < 1;
}

auto kinds_of(Grid const& grid) -> std::vector<ColumnKind> {
  std::vector<ColumnKind> kinds;
  for (auto const& column : grid.columns) kinds.push_back(column.kind);
  return kinds;
}

}  // namespace

RatioSource::RatioSource(std::vector<ColumnKind> const& kinds, std::size_t ratio) : ratio_(ratio) {
  for (std::size_t part = 0; part < kinds.size(); ++part) {
    if (!adds_up(kinds[part])) continue;
    for (std::size_t whole = 0; whole < kinds.size(); ++whole) {
      if (whole != part && kinds[whole] == kinds[part])
        candidates_.push_back({.kind = SumFormula::Kind::share, .part = part, .whole = whole});
    }
  }
}

void RatioSource::see(Row const& row) {
  auto const ratio = whole_at(row, ratio_);
  if (!ratio) return;
  any_ = true;
  std::erase_if(candidates_, [&](SumFormula const& candidate) {
    auto const part = whole_at(row, candidate.part);
    auto const whole = whole_at(row, candidate.whole);
    return !part || !whole || !is_share(*part, *whole, *ratio);
  });
}

auto RatioSource::formula() const -> std::optional<SumFormula> {
  return any_ && !candidates_.empty() ? std::optional(candidates_.front()) : std::nullopt;
}

auto sum_formulas(Grid const& grid) -> std::vector<RowSums> {
  std::vector<RowSums> formulas(grid.rows.size());
  auto const sums = order_of_sums(grid);
  for (auto const row : sums) formulas[row].resize(grid.columns.size());
  auto const kinds = kinds_of(grid);
  for (std::size_t column = 0; column < kinds.size() && !sums.empty(); ++column) {
    if (kinds[column] == ColumnKind::ratio) {
      RatioSource source(kinds, column);
      for (auto const& row : grid.rows) source.see(row);
      for (auto const row : sums)
        if (whole_at(grid.rows[row], column)) formulas[row][column] = source.formula();
    }
    if (!adds_up(kinds[column])) continue;
    for (auto const row : sums) {
      auto const value = whole_at(grid.rows[row], column);
      auto const extent = extent_of(grid, row);
      if (value && extent && gives(grid, formulas, *extent, column, *value))
        formulas[row][column] = SumFormula{.first = extent->first, .last = extent->last};
    }
  }
  return formulas;
}

PassingSums::PassingSums(std::vector<ColumnKind> kinds) : kinds_(std::move(kinds)), sums_(kinds_.size()) {
  for (std::size_t column = 0; column < kinds_.size(); ++column)
    if (kinds_[column] == ColumnKind::ratio) ratios_.emplace_back(kinds_, column);
}

auto PassingSums::pass(Row const& row) -> RowSums {
  RowSums formulas(row.kind == RowKind::total ? kinds_.size() : 0);
  auto ratio = ratios_.begin();
  for (std::size_t column = 0; column < kinds_.size(); ++column) {
    auto const value = whole_at(row, column);
    if (kinds_[column] == ColumnKind::ratio) {
      ratio->see(row);
      if (!formulas.empty() && value) formulas[column] = ratio->formula();
      ++ratio;
    }
    if (!value || !adds_up(kinds_[column])) continue;
    auto& sum = sums_[column];
    if (!formulas.empty() && rows_ > 0 && sum.is_exact && sum.value == value) {
      formulas[column] = SumFormula{.first = 0, .last = rows_ - 1};
      continue;  // Excel's SUBTOTAL passes over such cells, too
    }
    std::int64_t so_far = sum.value.value_or(0);
    sum.is_exact = sum.is_exact && !__builtin_add_overflow(so_far, *value, &so_far);
    sum.value = so_far;
  }
  ++rows_;
  return formulas;
}

}  // namespace pb::reports
