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

auto for_message(Built built, i18n::Translator const& translator) -> Built {
  constexpr std::size_t kMostRows = 60;
  for (auto& block : built.blocks) {
    auto* const grid = std::get_if<Grid>(&block.part);
    if (grid == nullptr) continue;
    auto const selection = select_rows(*grid, kMostRows);
    if (selection.rows.size() == grid->rows.size()) continue;
    std::vector<Row> rows;
    for (auto const row : selection.rows) rows.push_back(std::move(grid->rows[row]));
    grid->rows = std::move(rows);
    block.notes.push_back(translator.render(Message("report.page.more_elsewhere"), built.reader));
  }
  return built;
}

}  // namespace pb::reports
