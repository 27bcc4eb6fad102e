#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/xlsx_rows.h"

namespace pb::reports {

// The first row of a table that has its sheet alone.
inline constexpr std::uint32_t kTableHead = 3;

// Writes the table from row `head` on.
auto write_grid(XlsxBook& book, lxw_worksheet* sheet, Grid const& grid, std::uint32_t head) -> PlacedGrid;

// Notes below a table, from a row on; an empty row stands before them.
void write_notes(XlsxBook& book, lxw_worksheet* sheet, std::uint32_t row,
                 std::vector<std::string> const& notes);

// A sheet of its own for a table: title, the table with a head that stays and a filter, notes. Its name.
auto add_grid_sheet(XlsxBook& book, std::string const& title, Block const& block, Grid const& grid)
    -> std::string;

// Title and subtitle in the first rows.
void write_titles(XlsxBook& book, lxw_worksheet* sheet, std::string const& title);

}  // namespace pb::reports
