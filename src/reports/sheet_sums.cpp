#include "reports/sheet_sums.h"

#include <algorithm>
#include <cstdlib>

namespace pb::reports {
namespace {

using Whole = std::optional<std::int64_t>;

auto whole_at(Grid const& grid, std::size_t row, std::size_t column) -> Whole {
  auto const& cells = grid.rows[row].cells;
  if (column >= cells.size()) return std::nullopt;
  auto const* const figure = std::get_if<Figure>(&cells[column].content);
  auto const* const value = figure == nullptr ? nullptr : std::get_if<std::int64_t>(&figure->value);
  return value == nullptr ? Whole() : Whole(*value);
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

auto gives(Grid const& grid, SumFormulas const& formulas, Extent const& extent, std::size_t column,
           std::int64_t wanted) -> bool {
  std::int64_t sum = 0;
  bool any = false;
  for (auto row = extent.first; row <= extent.last; ++row) {
    if (formulas[row][column]) continue;
    auto const value = whole_at(grid, row, column);
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

struct Pair {
  std::size_t part = 0;
  std::size_t whole = 0;
};

auto holds_everywhere(Grid const& grid, std::size_t ratio, Pair const& pair) -> bool {
  bool any = false;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    auto const value = whole_at(grid, row, ratio);
    if (!value) continue;
    auto const part = whole_at(grid, row, pair.part);
    auto const whole = whole_at(grid, row, pair.whole);
    if (!part || !whole || !is_share(*part, *whole, *value)) return false;
    any = true;
  }
  return any;
}

// The two columns whose quotient is the ratio, in every row.
auto pair_of(Grid const& grid, std::size_t ratio) -> std::optional<Pair> {
  for (std::size_t part = 0; part < grid.columns.size(); ++part) {
    if (!adds_up(grid.columns[part].kind)) continue;
    for (std::size_t whole = 0; whole < grid.columns.size(); ++whole) {
      if (whole == part || grid.columns[whole].kind != grid.columns[part].kind) continue;
      if (holds_everywhere(grid, ratio, {part, whole})) return Pair{part, whole};
    }
  }
  return std::nullopt;
}

}  // namespace

auto sum_formulas(Grid const& grid) -> SumFormulas {
  SumFormulas formulas(grid.rows.size(), std::vector<std::optional<SumFormula>>(grid.columns.size()));
  auto const sums = order_of_sums(grid);
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    bool const ratio = grid.columns[column].kind == ColumnKind::ratio;
    auto const pair = ratio && !sums.empty() ? pair_of(grid, column) : std::nullopt;
    for (auto const row : sums) {
      auto const value = whole_at(grid, row, column);
      if (!value) continue;
      if (pair)
        formulas[row][column] =
            SumFormula{.kind = SumFormula::Kind::share, .part = pair->part, .whole = pair->whole};
      auto const extent = extent_of(grid, row);
      if (!ratio && adds_up(grid.columns[column].kind) && extent &&
          gives(grid, formulas, *extent, column, *value))
        formulas[row][column] = SumFormula{.first = extent->first, .last = extent->last};
    }
  }
  return formulas;
}

}  // namespace pb::reports
