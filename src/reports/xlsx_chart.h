#pragma once

#include <string>

#include "reports/xlsx_book.h"

namespace pb::reports {

// A sheet of its own for a chart: title, the chart in words, a chart that Excel draws from the numbers below
// it (a scale of colours over the numbers for a heat map), notes. Its name.
auto add_chart_sheet(XlsxBook& book, std::string const& title, Block const& block, ChartPart const& part)
    -> std::string;

}  // namespace pb::reports
