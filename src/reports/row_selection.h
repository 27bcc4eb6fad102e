#pragma once

#include <cstddef>
#include <vector>

#include "reports/built.h"

namespace pb::reports {

// The rows of a table to show, and after which of them how many are left out.
struct RowSelection {
  std::vector<std::size_t> rows{};
  std::size_t gap_after = 0;  // index into rows
  std::size_t left_out = 0;
};

// Of a table longer than `most` rows the groups, or the first rows, and in any case the total; 0: all.
[[nodiscard]] auto select_rows(Grid const& grid, std::size_t most) -> RowSelection;

}  // namespace pb::reports
