#pragma once

#include <string>
#include <vector>

#include "charts/canvas.h"
#include "charts/chart.h"
#include "charts/theme.h"
#include "charts/ticks.h"

// What charts have in common: axes, names along them, legends.
namespace pb::charts {

inline constexpr double kLabelSize = 8.5;

// What a chart is drawn with.
struct Pen {
  Canvas& canvas;
  Chart const& chart;
  Theme const& theme;
};

// How one series looks, told apart without colour by its dashes and its pattern.
struct Look {
  Color color{};
  double width = 1.6;
  double dash = 0;
  double gap = 0;
  Pattern pattern = Pattern::solid;

  [[nodiscard]] auto stroke() const -> Stroke { return {color, width, dash, gap}; }
};
[[nodiscard]] auto look_of(Theme const& theme, std::size_t series, LineKind kind = LineKind::plain) -> Look;

struct LegendEntry {
  std::string name;
  Look look;
  enum class Sample { line, box } sample = Sample::line;
};
// Along the top of the box, in as many rows as it takes (at most a third of the box). What is left below.
[[nodiscard]] auto draw_legend(Pen const& pen, std::vector<LegendEntry> const& entries, Box const& box)
    -> Box;

// Labels and thin lines for a standing value axis whose numbers go up the box; `below` is kept free under it.
// The plot between them.
[[nodiscard]] auto draw_value_axis(Pen const& pen, Scale const& scale, Box const& box, double below) -> Box;
// The same for a lying axis, with numbers under the plot, which is `box` less a row.
[[nodiscard]] auto draw_lying_axis(Pen const& pen, Scale const& scale, Box const& box) -> Box;

// Names centered under places, thinned out where they would meet.
void draw_names_below(Pen const& pen, std::vector<std::string> const& names,
                      std::vector<double> const& centers, Box const& plot);

// Names at the left, one for each row of equal height, thinned out where rows are too thin. The part right of
// them.
[[nodiscard]] auto draw_names_left(Pen const& pen, std::vector<std::string> const& names, Box const& box,
                                   double below) -> Box;

// Up or across: where a value lies.
[[nodiscard]] auto height_of(Scale const& scale, Box const& plot, double value) -> double;
[[nodiscard]] auto breadth_of(Scale const& scale, Box const& plot, double value) -> double;

void say_no_data(Pen const& pen, Box const& box);

// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21 ("relative luminance").
[[nodiscard]] auto contrast(Color const& one, Color const& other) -> double;
// `part` of the way from one colour to the other.
[[nodiscard]] auto between(Color const& from, Color const& to, double part) -> Color;

}  // namespace pb::charts
