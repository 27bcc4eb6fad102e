#pragma once

#include "charts/canvas.h"
#include "charts/chart.h"
#include "charts/theme.h"

namespace pb::charts {

// The height at which the chart is easy to read in this width.
[[nodiscard]] auto height_for(Chart const& chart, double width) -> double;

// Draws the chart into the box, whatever its size: labels that do not fit are thinned out or shortened, never
// drawn over each other.
void draw(Canvas& canvas, Chart const& chart, Box const& box, Theme const& theme);

}  // namespace pb::charts
