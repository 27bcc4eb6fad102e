#include <algorithm>
#include <cmath>

#include "charts/kinds.h"

namespace pb::charts {
namespace {

constexpr double kNamesBelow = 15;
constexpr std::size_t kTicks = 6;

auto scale_of(Pen const& pen, BarChart const& chart) -> Scale {
  Range range;
  range.add(Number(0.0));
  if (chart.arrangement == BarChart::Arrangement::grouped) {
    for (auto const& series : chart.series) range.add(series.values);
  } else {
    for (std::size_t at = 0; at < chart.categories.size(); ++at) {
      double up = 0;
      double down = 0;
      for (auto const& series : chart.series) {
        auto const value = series.values[at].value_or(0);
        (value > 0 ? up : down) += value;
      }
      range.add(Number(up));
      range.add(Number(down));
    }
  }
  return nice_scale(range.low, range.high, kTicks, pen.chart.axis);
}

// One bar between two values, standing in or lying across its part of the category.
struct Bar {
  std::size_t series = 0;
  double from = 0;
  double to = 0;
  double begin = 0;  // across the category, in parts of the plot's side
  double thickness = 0;
};

auto bars_of(BarChart const& chart, std::size_t category, double begin, double thickness)
    -> std::vector<Bar> {
  std::vector<Bar> bars;
  auto const count = chart.series.size();
  bool const stacked = chart.arrangement == BarChart::Arrangement::stacked;
  double up = 0;
  double down = 0;
  for (std::size_t at = 0; at < count; ++at) {
    auto const value = chart.series[at].values[category];
    if (!value) continue;
    if (stacked) {
      auto& sum = *value > 0 ? up : down;
      bars.push_back({at, sum, sum + *value, begin, thickness});
      sum += *value;
    } else {
      auto const part = thickness / static_cast<double>(count);
      bars.push_back({at, 0, *value, begin + part * static_cast<double>(at), part});
    }
  }
  return bars;
}

struct Drawing {
  Pen const& pen;
  BarChart const& chart;
  Scale const& scale;
  Box const& plot;
  std::vector<Look> const& looks;
  bool lying = false;

  [[nodiscard]] auto side() const -> double { return lying ? plot.height : plot.width; }

  [[nodiscard]] auto box_of(Bar const& bar) const -> Box {
    if (lying) {
      auto const a = breadth_of(scale, plot, bar.from);
      auto const b = breadth_of(scale, plot, bar.to);
      return {std::min(a, b), plot.y + bar.begin, std::abs(b - a), bar.thickness};
    }
    auto const a = height_of(scale, plot, bar.from);
    auto const b = height_of(scale, plot, bar.to);
    return {plot.x + bar.begin, std::min(a, b), bar.thickness, std::abs(b - a)};
  }

  void draw(Bar const& bar) const {
    auto const box = box_of(bar);
    auto const& look = looks[bar.series];
    pen.canvas.fill(box, look.color, look.pattern, std::min(1.5, bar.thickness / 4));
    if (chart.arrangement == BarChart::Arrangement::stacked)
      pen.canvas.frame(box, {.color = pen.theme.ground, .width = 0.6});
  }

  // The number at the bar's end, where there is room for it: up to `edge` across, and between its neighbours.
  void label(Bar const& bar, double edge) const {
    if (!pen.chart.exact || chart.arrangement == BarChart::Arrangement::stacked) return;
    auto const text = pen.chart.exact(bar.to);
    auto const style = TextStyle{.size = kLabelSize - 0.5, .color = pen.theme.text};
    auto const size = pen.canvas.measure(text, style);
    auto const box = box_of(bar);
    constexpr double kGap = 3;
    if (lying) {
      auto const x = bar.to >= 0 ? box.right() + kGap : box.x - kGap - size.width;
      if (size.height > bar.thickness + 4 || x < plot.x || x + size.width > edge) return;
      pen.canvas.text({x, box.y + (box.height - size.height) / 2}, text, style);
    } else {
      auto const room = side() / static_cast<double>(chart.categories.size() * chart.series.size());
      auto const y = bar.to >= 0 ? box.y - size.height : box.bottom();
      if (size.width > room || y < plot.y - size.height || y + size.height > plot.bottom() + 1) return;
      pen.canvas.text({box.x + (box.width - size.width) / 2, y}, text, style);
    }
  }
};

}  // namespace

void draw_bars(Pen const& pen, BarChart const& chart, Box const& box) {
  bool const lying = chart.direction == BarChart::Direction::lying;
  std::vector<Look> looks;
  std::vector<LegendEntry> legend;
  std::size_t plain = 0;
  for (auto const& series : chart.series) {
    looks.push_back(look_of(pen.theme, series.kind == LineKind::plain ? plain++ : 0, series.kind));
    if (chart.series.size() > 1) legend.push_back({series.name, looks.back(), LegendEntry::Sample::box});
  }
  auto const scale = scale_of(pen, chart);
  auto const below = draw_legend(pen, legend, box);
  constexpr double kRoomForNumbers = 44;
  Box plot{};
  if (lying) {
    auto rest = draw_names_left(pen, chart.categories, below, kNamesBelow);
    rest.height += kNamesBelow;
    if (rest.width > kRoomForNumbers * 3) rest.width -= kRoomForNumbers;
    plot = draw_lying_axis(pen, scale, rest);
  } else {
    plot = draw_value_axis(pen, scale, below, kNamesBelow);
  }
  Drawing const drawing{pen, chart, scale, plot, looks, lying};
  auto const band = drawing.side() / static_cast<double>(chart.categories.size());
  constexpr double kFilled = 0.72;
  std::vector<double> centers;
  for (std::size_t category = 0; category < chart.categories.size(); ++category) {
    auto const begin = static_cast<double>(category) * band;
    centers.push_back(plot.x + begin + band / 2);
    for (auto const& bar : bars_of(chart, category, begin + band * (1 - kFilled) / 2, band * kFilled)) {
      drawing.draw(bar);
      drawing.label(bar, box.right());
    }
  }
  if (!lying) draw_names_below(pen, chart.categories, centers, plot);
}

}  // namespace pb::charts
