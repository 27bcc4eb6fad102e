#pragma once

#include "charts/plot.h"

// One function for each kind; draw.h chooses. Boxes are never left, data is never all absent.
namespace pb::charts {

void draw_lines(Pen const& pen, LineChart const& chart, Box const& box);
void draw_bars(Pen const& pen, BarChart const& chart, Box const& box);
void draw_heat_map(Pen const& pen, HeatMap const& chart, Box const& box);
void draw_waterfall(Pen const& pen, Waterfall const& chart, Box const& box);
void draw_bullets(Pen const& pen, Bullet const& chart, Box const& box);
void draw_sparkline(Pen const& pen, Sparkline const& chart, Box const& box);

}  // namespace pb::charts
