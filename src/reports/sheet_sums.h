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

// By row and column; absent where the cell is no sum, or where the formula would not give the cell's value (a
// limit cut rows, something counted once in many rows): such cells keep their value.
using SumFormulas = std::vector<std::vector<std::optional<SumFormula>>>;
[[nodiscard]] auto sum_formulas(Grid const& grid) -> SumFormulas;

}  // namespace pb::reports
