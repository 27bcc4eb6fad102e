#pragma once

#include <string>

#include "reports/xlsx_book.h"
#include "reports/xlsx_grid.h"

struct lxw_chart;  // NOLINT(readability-identifier-naming): libxlsxwriter's own

namespace pb::reports {

struct WaterfallPlace {
  std::string const& sheet;
  Grid const& data;  // categories and changes: where it begins, the steps, where it ends
  PlacedGrid const& placed;
};

// Excel has no such chart that every program draws: columns on an invisible base, from numbers to the right
// of the table.
void add_waterfall(XlsxBook& book, lxw_worksheet* sheet, lxw_chart* chart, WaterfallPlace const& place);

}  // namespace pb::reports
