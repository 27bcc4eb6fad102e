#include <algorithm>
#include <cmath>

#include "charts/kinds.h"
#include "charts/labels.h"

namespace pb::charts {
namespace {

constexpr double kNamesBelow = 15;
constexpr std::size_t kTicks = 6;

// Where points stand across the plot: in the middle where there is one.
auto centers_of(std::size_t count, Box const& plot) -> std::vector<double> {
  std::vector<double> centers;
  constexpr double kInset = 4;
  for (std::size_t at = 0; at < count; ++at) {
    auto const part = count == 1 ? 0.5 : static_cast<double>(at) / static_cast<double>(count - 1);
    centers.push_back(plot.x + kInset + part * (plot.width - 2 * kInset));
  }
  return centers;
}

auto scale_of(Pen const& pen, LineChart const& chart) -> Scale {
  Range range;
  for (auto const& line : chart.lines) range.add(line.values);
  for (auto const& band : chart.bands) {
    range.add(band.low);
    range.add(band.high);
  }
  range = with_near_zero(range);
  return nice_scale(range.low, range.high, kTicks, pen.chart.axis);
}

// Runs of neighbours that have a number; a run of one becomes a dot.
template <class F>
void each_run(std::vector<Number> const& values, F f) {
  std::size_t at = 0;
  while (at < values.size()) {
    if (!values[at]) {
      ++at;
      continue;
    }
    auto const begin = at;
    while (at < values.size() && values[at]) ++at;
    f(begin, at);
  }
}

struct Plot {
  Pen const& pen;
  Scale const& scale;
  Box const& box;
  std::vector<double> const& centers;

  [[nodiscard]] auto at(std::size_t point, double value) const -> Point {
    return {centers[point], height_of(scale, box, value)};
  }
};

void draw_band(Plot const& plot, Band const& band, double opacity) {
  auto color = plot.pen.theme.series[0];
  each_run(band.low, [&](std::size_t begin, std::size_t end) {
    std::vector<Point> upper;
    std::vector<Point> lower;
    for (auto point = begin; point < end; ++point) {
      if (!band.high[point]) continue;
      upper.push_back(plot.at(point, *band.high[point]));
      lower.push_back(plot.at(point, *band.low[point]));
    }
    auto outline = upper;
    outline.insert(outline.end(), lower.rbegin(), lower.rend());
    color.opacity = opacity;
    plot.pen.canvas.area(outline, color);
    color.opacity = opacity * 3;
    plot.pen.canvas.path(upper, {.color = color, .width = 0.6});
    plot.pen.canvas.path(lower, {.color = color, .width = 0.6});
  });
}

void draw_line(Plot const& plot, Line const& line, Look const& look) {
  each_run(line.values, [&](std::size_t begin, std::size_t end) {
    std::vector<Point> points;
    for (auto point = begin; point < end; ++point) points.push_back(plot.at(point, *line.values[point]));
    if (points.size() == 1) return plot.pen.canvas.circle(points.front(), look.width * 1.4, look.color);
    plot.pen.canvas.path(points, look.stroke());
  });
}

// A ring with a number, above its point where there is room, else below.
void draw_mark(Plot const& plot, LineChart const& chart, std::size_t number) {
  auto const& mark = chart.marks[number];
  if (mark.line >= chart.lines.size() || mark.point >= plot.centers.size()) return;
  auto const value = chart.lines[mark.line].values[mark.point];
  if (!value) return;
  constexpr double kRadius = 4.5;
  auto const point = plot.at(mark.point, *value);
  plot.pen.canvas.ring(point, kRadius, {.color = plot.pen.theme.warning, .width = 1.5});
  auto const style = TextStyle{.size = kLabelSize,
                               .color = plot.pen.theme.warning,
                               .weight = Weight::semibold,
                               .align = Align::center};
  auto const text = std::to_string(number + 1);
  auto const size = plot.pen.canvas.measure(text, style);
  bool const above = point.y - kRadius - size.height > plot.box.y;
  plot.pen.canvas.text({point.x, above ? point.y - kRadius - size.height : point.y + kRadius}, text, style);
}

auto legend_of(Pen const& pen, LineChart const& chart, std::vector<Look> const& looks)
    -> std::vector<LegendEntry> {
  std::vector<LegendEntry> entries;
  for (std::size_t at = 0; at < chart.lines.size(); ++at)
    entries.push_back({chart.lines[at].name, looks[at]});
  double opacity = 0.12;
  for (auto const& band : chart.bands) {
    auto color = between(pen.theme.ground, pen.theme.series[0], opacity * 2);
    entries.push_back({band.name, {.color = color}, LegendEntry::Sample::box});
    opacity *= 2;
  }
  return entries;
}

}  // namespace

void draw_lines(Pen const& pen, LineChart const& chart, Box const& box) {
  std::vector<Look> looks;
  std::size_t plain = 0;
  for (auto const& line : chart.lines)
    looks.push_back(look_of(pen.theme, line.kind == LineKind::plain ? plain++ : 0, line.kind));
  auto const scale = scale_of(pen, chart);
  auto const below = draw_legend(pen, legend_of(pen, chart, looks), box);
  auto const plot_box = draw_value_axis(pen, scale, below, kNamesBelow);
  auto const centers = centers_of(chart.points.size(), plot_box);
  draw_names_below(pen, chart.points, centers, plot_box);
  Plot const plot{pen, scale, plot_box, centers};
  double opacity = 0.12;
  for (auto const& band : chart.bands) {
    draw_band(plot, band, opacity);
    opacity *= 1.5;
  }
  // The first line lies over the others.
  for (auto at = chart.lines.size(); at-- > 0;) draw_line(plot, chart.lines[at], looks[at]);
  for (std::size_t number = 0; number < chart.marks.size(); ++number) draw_mark(plot, chart, number);
}

void draw_sparkline(Pen const& pen, Sparkline const& chart, Box const& box) {
  Range range;
  range.add(chart.values);
  constexpr double kInset = 3;
  Box const plot{box.x + kInset, box.y + kInset, std::max(1.0, box.width - 2 * kInset),
                 std::max(1.0, box.height - 2 * kInset)};
  double const spread = range.high - range.low;
  Scale const scale{.low = spread > 0 ? range.low : range.low - 1,
                    .high = spread > 0 ? range.high : range.high + 1};
  auto const centers = centers_of(chart.values.size(), plot);
  draw_line({pen, scale, plot, centers}, {.values = chart.values},
            {.color = pen.theme.series[0], .width = 1.3});
  for (auto at = chart.values.size(); at-- > 0;) {
    if (!chart.values[at]) continue;
    pen.canvas.circle({centers[at], height_of(scale, plot, *chart.values[at])}, 2, pen.theme.series[0]);
    break;
  }
}

}  // namespace pb::charts
