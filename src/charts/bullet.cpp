#include <algorithm>

#include "charts/kinds.h"

namespace pb::charts {

void draw_bullets(Pen const& pen, Bullet const& chart, Box const& box) {
  constexpr std::size_t kTicks = 5;
  constexpr double kAxis = 13;
  constexpr double kRoomForNumbers = 50;
  Range range;
  range.add(Number(0.0));
  std::vector<std::string> names;
  for (auto const& row : chart.rows) {
    names.push_back(row.name);
    range.add(Number(row.value));
    range.add(row.goal);
    range.add(row.expected);
  }
  auto const scale = nice_scale(range.low, range.high, kTicks, pen.chart.axis);
  auto rest = draw_names_left(pen, names, box, kAxis);
  rest.height += kAxis;
  if (rest.width > kRoomForNumbers * 2) rest.width -= kRoomForNumbers;
  auto const plot = draw_lying_axis(pen, scale, rest);
  auto const height = plot.height / static_cast<double>(chart.rows.size());
  for (std::size_t at = 0; at < chart.rows.size(); ++at) {
    auto const& row = chart.rows[at];
    auto const top = plot.y + static_cast<double>(at) * height;
    auto const zero = breadth_of(scale, plot, 0);
    auto const end = breadth_of(scale, plot, row.value);
    if (row.goal) {
      auto const goal = breadth_of(scale, plot, *row.goal);
      pen.canvas.fill({std::min(zero, goal), top + height * 0.14, std::abs(goal - zero), height * 0.72},
                      pen.theme.panel);
    }
    pen.canvas.fill({std::min(zero, end), top + height * 0.3, std::abs(end - zero), height * 0.4},
                    pen.theme.series[0], 1);
    if (row.expected)
      pen.canvas.ring({breadth_of(scale, plot, *row.expected), top + height / 2}, std::min(3.0, height / 4),
                      {.color = pen.theme.series[0], .width = 1.2});
    if (row.goal) {
      auto const goal = breadth_of(scale, plot, *row.goal);
      pen.canvas.line({goal, top + height * 0.14}, {goal, top + height * 0.86},
                      {.color = pen.theme.text, .width = 2});
    }
    if (!pen.chart.exact) continue;
    auto const text = pen.chart.exact(row.value);
    bool const reached = row.goal && row.value >= *row.goal;
    auto const style = TextStyle{.size = kLabelSize,
                                 .color = pen.theme.text,
                                 .weight = reached ? Weight::semibold : Weight::regular,
                                 .align = Align::end};
    auto const size = pen.canvas.measure(text, style);
    if (size.height <= height + 3)
      pen.canvas.text({box.right() - 1, top + (height - size.height) / 2}, reached ? "✓ " + text : text,
                      style);
  }
}

}  // namespace pb::charts
