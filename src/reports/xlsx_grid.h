#pragma once

#include <cstdint>
#include <string>

#include "reports/xlsx_book.h"

namespace pb::reports {

// Where a table stands in its sheet, rows and columns counted from 0.
struct PlacedGrid {
  std::uint32_t head = 0;  // row of the titles; the rows follow
  std::uint32_t rows = 0;
  std::uint16_t columns = 0;

  [[nodiscard]] auto first() const -> std::uint32_t { return head + 1; }
  [[nodiscard]] auto last() const -> std::uint32_t { return head + rows; }
};

// Writes the table from row `head` on: numbers, dates and texts, sums as formulas, groups as outline, columns
// as wide as what stands in them. Notes stand below.
auto write_grid(XlsxBook& book, lxw_worksheet* sheet, Grid const& grid, std::uint32_t head) -> PlacedGrid;

// "B7".
[[nodiscard]] auto cell_name(std::uint32_t row, std::uint32_t column) -> std::string;

// A sheet of its own for a table: title, the table with a head that stays and a filter, notes. Its name.
auto add_grid_sheet(XlsxBook& book, std::string const& title, Block const& block, Grid const& grid)
    -> std::string;

// Title and subtitle in the first rows.
void write_titles(XlsxBook& book, lxw_worksheet* sheet, std::string const& title);

}  // namespace pb::reports
