#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "reports/built.h"

namespace pb::reports {

// How a cell of a sum is computed from other cells of its table.
struct SumFormula {
  // sum: of the column over rows first to last, without those that are such sums themselves (Excel's
  // SUBTOTAL) share: column `part` over column `whole` of the same row
  enum class Kind { sum, share } kind = Kind::sum;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t part = 0;
  std::size_t whole = 0;
};

// Of a row, by column; absent where the cell is no sum, or where the formula would not give the cell's value
// (a limit cut rows, something counted once in many rows): such cells keep their value. Empty: none at all.
using RowSums = std::vector<std::optional<SumFormula>>;
// Of a table, by row.
[[nodiscard]] auto sum_formulas(Grid const& grid) -> std::vector<RowSums>;

// Which two columns' quotient a column of ratios is, in every row so far.
class RatioSource {
 public:
  RatioSource(std::vector<ColumnKind> const& kinds, std::size_t ratio);

  void see(Row const& row);
  [[nodiscard]] auto formula() const -> std::optional<SumFormula>;

 private:
  std::size_t ratio_;
  std::vector<SumFormula> candidates_{};
  bool any_ = false;  // any ratio was seen
};

// The same for rows that pass by and are not kept. A total is of all rows before it.
class PassingSums {
 public:
  explicit PassingSums(std::vector<ColumnKind> kinds);

  // Adds the row, and answers how its cells are computed where it is a total.
  auto pass(Row const& row) -> RowSums;

 private:
  struct Sum {
    std::optional<std::int64_t> value{};
    bool is_exact = true;  // false: more than fits
  };
  std::vector<ColumnKind> kinds_;
  std::vector<Sum> sums_;
  std::vector<RatioSource> ratios_{};
  std::size_t rows_ = 0;
};

}  // namespace pb::reports
