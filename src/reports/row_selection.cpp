#include "reports/row_selection.h"

#include <algorithm>

namespace pb::reports {

auto select_rows(Grid const& grid, std::size_t most) -> RowSelection {
  RowSelection selection;
  auto const all = grid.rows.size();
  bool const everything = most == 0 || all <= most;
  bool const grouped =
      std::ranges::any_of(grid.rows, [](Row const& row) { return row.kind == RowKind::group; });
  for (std::size_t row = 0; row < all; ++row) {
    bool const inner =
        !everything && grouped && (grid.rows[row].level > 0 || grid.rows[row].kind == RowKind::subtotal);
    bool const total = grid.rows[row].kind == RowKind::total;
    if (inner) continue;
    if (everything || total || selection.rows.size() < most) {
      if (!total) selection.gap_after = selection.rows.size() + 1;
      selection.rows.push_back(row);
    } else {
      ++selection.left_out;
    }
  }
  return selection;
}

}  // namespace pb::reports
