#include <algorithm>
#include <cmath>

#include "charts/kinds.h"

namespace pb::charts {
namespace {

constexpr std::size_t kTicks = 5;

struct Bar {
  std::string name;
  double from = 0;
  double to = 0;
  bool total = false;
};

auto bars_of(Waterfall const& chart) -> std::vector<Bar> {
  std::vector<Bar> bars{{chart.before, 0, chart.from, true}};
  double sum = chart.from;
  for (auto const& step : chart.steps) {
    bars.push_back({step.name, sum, sum + step.change, false});
    sum += step.change;
  }
  bars.push_back({chart.after, 0, sum, true});
  return bars;
}

// From zero; where the steps would then be slivers, only around them, and the long bars are drawn broken.
auto scale_of(Pen const& pen, std::vector<Bar> const& bars) -> Scale {
  constexpr double kSliver = 0.35;
  Range sums;
  for (auto const& bar : bars) sums.add(Number(bar.to));
  double const farthest = std::max(std::abs(sums.low), std::abs(sums.high));
  double const spread = sums.high - sums.low;
  bool const same_side = sums.low > 0 || sums.high < 0;
  if (same_side && spread > 0 && spread < farthest * kSliver)
    return nice_scale(sums.low - spread * 0.15, sums.high + spread * 0.05, kTicks, pen.chart.axis);
  sums.add(Number(0.0));
  return nice_scale(sums.low, sums.high, kTicks, pen.chart.axis);
}

// Two slanted cuts near the axis: the bar begins elsewhere.
void draw_break(Pen const& pen, Box const& bar) {
  constexpr double kAt = 10;
  for (double const shift : {0.0, 4.0})
    pen.canvas.line({bar.x + kAt + shift - 2, bar.bottom() + 1}, {bar.x + kAt + shift + 2, bar.y - 1},
                    {.color = pen.theme.ground, .width = 1.6});
}

}  // namespace

void draw_waterfall(Pen const& pen, Waterfall const& chart, Box const& box) {
  auto const bars = bars_of(chart);
  auto const scale = scale_of(pen, bars);
  std::vector<std::string> names;
  for (auto const& bar : bars) names.push_back(bar.name);
  constexpr double kAxis = 13;
  constexpr double kRoomForNumbers = 84;
  auto rest = draw_names_left(pen, names, box, kAxis);
  rest.height += kAxis;
  if (rest.width > kRoomForNumbers * 2) rest.width -= kRoomForNumbers;
  auto const plot = draw_lying_axis(pen, scale, rest);
  auto const row = plot.height / static_cast<double>(bars.size());
  for (std::size_t at = 0; at < bars.size(); ++at) {
    auto const& bar = bars[at];
    bool const up = bar.to >= bar.from;
    auto const a = breadth_of(scale, plot, bar.total ? std::clamp(0.0, scale.low, scale.high) : bar.from);
    auto const b = breadth_of(scale, plot, bar.to);
    Box const shape{std::min(a, b), plot.y + (static_cast<double>(at) + 0.16) * row,
                    std::max(1.0, std::abs(b - a)), row * 0.68};
    auto const color = bar.total ? pen.theme.series[0] : up ? pen.theme.good : pen.theme.bad;
    pen.canvas.fill(shape, color, bar.total || up ? Pattern::solid : Pattern::diagonal, 1.5);
    if (bar.total && (scale.low > 0 || scale.high < 0)) draw_break(pen, shape);
    if (at + 1 < bars.size())
      pen.canvas.line({b, shape.bottom()}, {b, shape.bottom() + row * 0.32},
                      {.color = pen.theme.muted, .width = 0.7});
    if (!pen.chart.exact) continue;
    auto const amount = pen.chart.exact(bar.total ? bar.to : bar.to - bar.from);
    auto const text = bar.total ? amount : up ? "▲ +" + amount : "▼ " + amount;
    auto const style = TextStyle{.size = kLabelSize,
                                 .color = bar.total ? pen.theme.text : color,
                                 .weight = bar.total ? Weight::semibold : Weight::regular};
    auto const size = pen.canvas.measure(text, style);
    auto const right = shape.right() + 4;
    auto const x = right + size.width <= box.right() ? right : std::max(plot.x, shape.x - 4 - size.width);
    if (size.height <= row + 3) pen.canvas.text({x, shape.y + (shape.height - size.height) / 2}, text, style);
  }
}

}  // namespace pb::charts
