#include "charts/draw.h"

#include <algorithm>

#include "charts/kinds.h"

namespace pb::charts {
namespace {

auto any_number(std::vector<Number> const& values) -> bool {
  return std::ranges::any_of(values, [](Number const& value) { return value.has_value(); });
}

struct HasData {
  auto operator()(LineChart const& chart) const -> bool {
    return !chart.points.empty() &&
           std::ranges::any_of(chart.lines, [](Line const& line) { return any_number(line.values); });
  }
  auto operator()(BarChart const& chart) const -> bool {
    return !chart.categories.empty() &&
           std::ranges::any_of(chart.series, [](Line const& line) { return any_number(line.values); });
  }
  auto operator()(HeatMap const& chart) const -> bool {
    return !chart.columns.empty() && std::ranges::any_of(chart.cells, any_number);
  }
  auto operator()(Waterfall const& chart) const -> bool { return chart.from != 0 || !chart.steps.empty(); }
  auto operator()(Bullet const& chart) const -> bool { return !chart.rows.empty(); }
  auto operator()(Sparkline const& chart) const -> bool { return any_number(chart.values); }
};

struct Drawer {
  Pen const& pen;
  Box const& box;

  void operator()(LineChart const& chart) const { draw_lines(pen, chart, box); }
  void operator()(BarChart const& chart) const { draw_bars(pen, chart, box); }
  void operator()(HeatMap const& chart) const { draw_heat_map(pen, chart, box); }
  void operator()(Waterfall const& chart) const { draw_waterfall(pen, chart, box); }
  void operator()(Bullet const& chart) const { draw_bullets(pen, chart, box); }
  void operator()(Sparkline const& chart) const { draw_sparkline(pen, chart, box); }
};

struct Height {
  double width;

  static constexpr double kMost = 680;
  static auto rows(std::size_t count, double row, double more) -> double {
    return std::min(kMost, static_cast<double>(std::max<std::size_t>(1, count)) * row + more);
  }
  [[nodiscard]] auto landscape() const -> double { return std::clamp(width * 0.4, 130.0, 240.0); }

  auto operator()(LineChart const& /*unused*/) const -> double { return landscape(); }
  auto operator()(BarChart const& chart) const -> double {
    if (chart.direction == BarChart::Direction::standing) return landscape();
    bool const stacked = chart.arrangement == BarChart::Arrangement::stacked;
    auto const bars = stacked ? 1.0 : static_cast<double>(chart.series.size());
    return rows(chart.categories.size(), 8 + bars * 9, 34);
  }
  auto operator()(HeatMap const& chart) const -> double { return rows(chart.rows.size(), 16, 96); }
  auto operator()(Waterfall const& chart) const -> double { return rows(chart.steps.size() + 2, 19, 20); }
  auto operator()(Bullet const& chart) const -> double { return rows(chart.rows.size(), 18, 20); }
  auto operator()(Sparkline const& /*unused*/) const -> double { return 24; }
};

}  // namespace

auto height_for(Chart const& chart, double width) -> double {
  if (!std::visit(HasData{}, chart.content)) return 60;
  return std::visit(Height{width}, chart.content);
}

void draw(Canvas& canvas, Chart const& chart, Box const& box, Theme const& theme) {
  if (box.width <= 0 || box.height <= 0) return;
  auto const clip = canvas.clip(box);
  Pen const pen{canvas, chart, theme};
  if (!std::visit(HasData{}, chart.content)) return say_no_data(pen, box);
  std::visit(Drawer{pen, box}, chart.content);
}

}  // namespace pb::charts
