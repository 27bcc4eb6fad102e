#include "charts/plot.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/labels.h"

namespace pb::charts {
namespace {

constexpr double kGap = 6;
constexpr double kSample = 18;

auto label_style(Theme const& theme, Align align, double width = 0) -> TextStyle {
  return {.size = kLabelSize, .color = theme.muted, .align = align, .width = width};
}

void draw_sample(Pen const& pen, LegendEntry const& entry, Box const& box) {
  auto const middle = box.y + box.height / 2;
  if (entry.sample == LegendEntry::Sample::box) {
    constexpr double kSide = 9;
    pen.canvas.fill({box.x + kSample - kSide - 3, middle - kSide / 2, kSide, kSide}, entry.look.color,
                    entry.look.pattern);
  } else {
    pen.canvas.line({box.x, middle}, {box.x + kSample - 3, middle}, entry.look.stroke());
  }
}

auto channel(double part) -> double {
  constexpr double kLinearBelow = 0.04045;
  return part <= kLinearBelow ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

auto luminance(Color const& color) -> double {
  return 0.2126 * channel(color.red) + 0.7152 * channel(color.green) + 0.0722 * channel(color.blue);
}

}  // namespace

auto look_of(Theme const& theme, std::size_t series, LineKind kind) -> Look {
  if (kind == LineKind::comparison) return {.color = theme.muted, .width = 1.1, .dash = 1.5, .gap = 2};
  if (kind == LineKind::goal) return {.color = theme.text, .width = 1.1, .dash = 4, .gap = 2};
  if (kind == LineKind::forecast) return {.color = theme.series[0], .width = 1.6, .dash = 5, .gap = 3};
  struct Dash {
    double dash;
    double gap;
  };
  static constexpr std::array<Dash, 5> kDashes{{{0, 0}, {7, 2}, {3, 2}, {9, 2}, {2, 3}}};
  static constexpr std::array kPatterns{Pattern::solid, Pattern::diagonal, Pattern::dots, Pattern::cross,
                                        Pattern::horizontal};
  auto const& dash = kDashes[series % kDashes.size()];
  return {.color = theme.series[series % theme.series.size()],
          .dash = dash.dash,
          .gap = dash.gap,
          .pattern = kPatterns[series % kPatterns.size()]};
}

auto draw_legend(Pen const& pen, std::vector<LegendEntry> const& entries, Box const& box) -> Box {
  if (entries.empty()) return box;
  constexpr double kRow = 13;
  auto const style = TextStyle{.size = kLabelSize, .color = pen.theme.text};
  std::vector<double> widths;
  for (auto const& entry : entries) widths.push_back(kSample + pen.canvas.measure(entry.name, style).width);
  auto const placed = flow(widths, box.width, kRow, kGap * 2);
  auto const most = std::max(kRow, std::floor(box.height / 3 / kRow) * kRow);
  for (std::size_t at = 0; at < entries.size(); ++at) {
    auto const& place = placed.boxes[at];
    if (place.bottom() > most) break;
    Box const here{box.x + place.x, box.y + place.y, place.width, place.height};
    draw_sample(pen, entries[at], here);
    auto fitted = style;
    fitted.width = std::max(1.0, here.width - kSample + 1);
    pen.canvas.text({here.x + kSample, here.y}, entries[at].name, fitted);
  }
  auto const taken = std::min(placed.height, most) + kGap / 2;
  return {box.x, box.y + taken, box.width, std::max(0.0, box.height - taken)};
}

auto draw_value_axis(Pen const& pen, Scale const& scale, Box const& box, double below) -> Box {
  auto const style = label_style(pen.theme, Align::end);
  double widest = 0;
  double tall = 0;
  std::vector<std::string> words;
  for (auto const tick : scale.ticks) {
    words.push_back(pen.chart.axis ? pen.chart.axis(tick) : std::string());
    auto const size = pen.canvas.measure(words.back(), style);
    widest = std::max(widest, size.width);
    tall = std::max(tall, size.height);
  }
  widest = std::min(widest, box.width / 3);
  Box const plot{box.x + widest + kGap, box.y + tall / 2, std::max(1.0, box.width - widest - kGap),
                 std::max(1.0, box.height - below - tall)};
  for (std::size_t at = 0; at < scale.ticks.size(); ++at) {
    auto const y = height_of(scale, plot, scale.ticks[at]);
    bool const zero = scale.ticks[at] == 0;
    pen.canvas.line({plot.x, y}, {plot.right(), y},
                    {.color = zero ? pen.theme.muted : pen.theme.grid, .width = zero ? 0.8 : 0.6});
    pen.canvas.text({plot.x - kGap, y - tall / 2}, words[at], style);
  }
  return plot;
}

auto draw_lying_axis(Pen const& pen, Scale const& scale, Box const& box) -> Box {
  constexpr double kRow = 13;
  Box const plot{box.x, box.y, box.width, std::max(1.0, box.height - kRow)};
  auto const style = label_style(pen.theme, Align::center);
  std::vector<double> centers;
  std::vector<double> widths;
  std::vector<std::string> words;
  for (auto const tick : scale.ticks) {
    auto const x = breadth_of(scale, plot, tick);
    bool const zero = tick == 0;
    pen.canvas.line({x, plot.y}, {x, plot.bottom()},
                    {.color = zero ? pen.theme.muted : pen.theme.grid, .width = zero ? 0.8 : 0.6});
    centers.push_back(x);
    words.push_back(pen.chart.axis ? pen.chart.axis(tick) : std::string());
    widths.push_back(pen.canvas.measure(words.back(), style).width);
  }
  for (auto const& shown : thinned(centers, widths, box, kGap))
    pen.canvas.text({shown.start, plot.bottom() + 2}, words[shown.index],
                    label_style(pen.theme, Align::start));
  return plot;
}

void draw_names_below(Pen const& pen, std::vector<std::string> const& names,
                      std::vector<double> const& centers, Box const& plot) {
  auto style = label_style(pen.theme, Align::start);
  std::vector<double> widths;
  for (auto const& name : names)
    widths.push_back(std::min(pen.canvas.measure(name, style).width, plot.width));
  for (auto const& shown : thinned(centers, widths, plot, kGap)) {
    style.width = widths[shown.index] + 1;
    pen.canvas.text({shown.start, plot.bottom() + 3}, names[shown.index], style);
  }
}

auto draw_names_left(Pen const& pen, std::vector<std::string> const& names, Box const& box, double below)
    -> Box {
  constexpr double kMostPart = 0.34;
  auto style = TextStyle{.size = kLabelSize, .color = pen.theme.text, .align = Align::end};
  double widest = 0;
  double tall = 1;
  for (auto const& name : names) {
    auto const size = pen.canvas.measure(name, style);
    widest = std::max(widest, size.width);
    tall = std::max(tall, size.height);
  }
  widest = std::min(widest + 1, box.width * kMostPart);
  Box const rest{box.x + widest + kGap, box.y, std::max(1.0, box.width - widest - kGap),
                 std::max(1.0, box.height - below)};
  style.width = widest;
  auto const row = rest.height / static_cast<double>(std::max<std::size_t>(1, names.size()));
  auto const stride = static_cast<std::size_t>(std::max(1.0, std::ceil(tall / row)));
  for (std::size_t at = 0; at < names.size(); at += stride)
    pen.canvas.text({box.x, rest.y + (static_cast<double>(at) + 0.5) * row - tall / 2}, names[at], style);
  return rest;
}

auto height_of(Scale const& scale, Box const& plot, double value) -> double {
  return plot.bottom() - std::clamp(scale.part(value), 0.0, 1.0) * plot.height;
}

auto breadth_of(Scale const& scale, Box const& plot, double value) -> double {
  return plot.x + std::clamp(scale.part(value), 0.0, 1.0) * plot.width;
}

void say_no_data(Pen const& pen, Box const& box) {
  auto const style = TextStyle{.size = 10,
                               .color = pen.theme.muted,
                               .align = Align::center,
                               .width = box.width,
                               .overflow = Overflow::wrap};
  auto const size = pen.canvas.measure(pen.chart.no_data, style);
  pen.canvas.text({box.x, box.y + std::max(0.0, (box.height - size.height) / 2)}, pen.chart.no_data, style);
}

auto contrast(Color const& one, Color const& other) -> double {
  auto const a = luminance(one) + 0.05;
  auto const b = luminance(other) + 0.05;
  return std::max(a, b) / std::min(a, b);
}

auto between(Color const& from, Color const& to, double part) -> Color {
  auto const mixed = [&](double a, double b) { return a + (b - a) * part; };
  return {mixed(from.red, to.red), mixed(from.green, to.green), mixed(from.blue, to.blue), 1};
}

}  // namespace pb::charts
