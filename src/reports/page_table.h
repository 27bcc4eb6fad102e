#pragma once

#include <string>
#include <vector>

#include "reports/column_text.h"
#include "reports/page_parts.h"

namespace pb::reports {

// A grid in the reader's words, with the room each column wants.
struct TableText {
  struct Column {
    ColumnForm form{};
    std::string title;
    bool numeric = false;
    double least = 0;   // so that no number and no word of the head is cut
    double wanted = 0;  // so that nothing is wrapped or shortened
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> cells;  // by row
};

// Columns that stand beside each other, and their widths. A grid too wide for the page becomes several
// groups, each of which begins with the first column.
struct ColumnGroup {
  std::vector<std::size_t> columns;
  std::vector<double> widths;
};

struct TablePlan {
  double type_size = 0;
  std::vector<ColumnGroup> groups;
};

inline constexpr double kCellPad = 5;      // left and right of a cell
inline constexpr double kLevelIndent = 9;  // of rows within a group
inline constexpr double kLeastNames = 84;  // of a column of names
inline constexpr double kMarkRoom = 9;     // beside a judged number

[[nodiscard]] auto text_of(Grid const& grid, Words const& words, Flow const& flow, double type_size)
    -> TableText;
// How the table fits the page: in its type, in smaller type, or in groups of columns.
[[nodiscard]] auto plan_columns(TableText const& text, double width) -> std::vector<ColumnGroup>;

// Sets a table, over as many pages as it needs. A sheet that grows shows the first columns and rows only, and
// the totals.
void set_table(Flow& flow, Grid const& grid, Words const& words);

}  // namespace pb::reports
