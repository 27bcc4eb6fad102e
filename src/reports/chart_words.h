#pragma once

#include "charts/chart.h"
#include "reports/asker.h"

// Inside building: charts in words.
namespace pb::reports {

// The chart with words for its numbers, which are in the unit of the kind.
[[nodiscard]] auto worded(Asker const& asker, charts::Content content, ColumnKind kind) -> charts::Chart;
// The same with every digit in its labels, where a few would hide the difference.
[[nodiscard]] auto worded_exactly(Asker const& asker, charts::Content content, ColumnKind kind)
    -> charts::Chart;

// Alternative texts, a sentence or two. They say what a person sees first: the ends, the most and the least.
[[nodiscard]] auto summary_of_line(Asker const& asker, std::vector<std::string> const& points,
                                   charts::Line const& line, ColumnKind kind) -> std::string;
[[nodiscard]] auto summary_of_extremes(Asker const& asker, std::vector<std::string> const& names,
                                       charts::Line const& line, ColumnKind kind) -> std::string;
[[nodiscard]] auto summary_of_field(Asker const& asker, std::vector<std::string> const& rows,
                                    std::vector<std::string> const& columns,
                                    std::vector<std::vector<charts::Number>> const& cells, ColumnKind kind)
    -> std::string;
[[nodiscard]] auto summary_of_waterfall(Asker const& asker, charts::Waterfall const& chart, ColumnKind kind)
    -> std::string;

}  // namespace pb::reports
