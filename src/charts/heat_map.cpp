#include <algorithm>
#include <cmath>

#include "charts/kinds.h"
#include "charts/labels.h"

namespace pb::charts {
namespace {

constexpr double kGap = 4;
constexpr double kKeyHeight = 7;   // of the strip of shades
constexpr double kKeyWidth = 120;  // at most

// Names over the columns: lying where they fit, else standing, thinned out.
struct Head {
  double height = 0;
  bool turned = false;
};

auto head_of(Pen const& pen, HeatMap const& chart, double width) -> Head {
  constexpr double kMostTurned = 90;
  auto const style = TextStyle{.size = kLabelSize};
  double widest = 0;
  double tall = 1;
  for (auto const& name : chart.columns) {
    auto const size = pen.canvas.measure(name, style);
    widest = std::max(widest, size.width);
    tall = std::max(tall, size.height);
  }
  auto const cell = width / static_cast<double>(std::max<std::size_t>(1, chart.columns.size()));
  if (widest + kGap <= cell) return {tall + kGap, false};
  return {std::min(widest, kMostTurned) + kGap, true};
}

void draw_head(Pen const& pen, HeatMap const& chart, Box const& plot, Head const& head) {
  auto const cell = plot.width / static_cast<double>(chart.columns.size());
  auto style = TextStyle{.size = kLabelSize, .color = pen.theme.muted};
  std::vector<double> centers;
  std::vector<double> widths;
  double tall = 1;
  for (std::size_t at = 0; at < chart.columns.size(); ++at) {
    auto const size = pen.canvas.measure(chart.columns[at], style);
    tall = std::max(tall, size.height);
    centers.push_back(plot.x + (static_cast<double>(at) + 0.5) * cell);
    widths.push_back(head.turned ? size.height : size.width);
  }
  style.width = head.turned ? head.height - kGap : 0;
  for (auto const& shown : thinned(centers, widths, plot, head.turned ? 0 : kGap)) {
    auto const center = centers[shown.index];
    if (head.turned) {
      // Reads upwards and ends at the column.
      pen.canvas.turned_text({center - tall / 2, plot.y - kGap}, -90, chart.columns[shown.index], style);
    } else {
      pen.canvas.text({shown.start, plot.y - kGap - tall}, chart.columns[shown.index], style);
    }
  }
}

struct Shades {
  Range range{};
  Number middle{};

  // Of the colours between low, ground and high; values near the middle are pale.
  [[nodiscard]] auto color(Theme const& theme, double value) const -> Color {
    constexpr double kPalest = 0.06;
    constexpr double kFullest = 0.9;
    auto const shade = [&](Color const& to, double part) {
      return between(theme.ground, to, kPalest + (kFullest - kPalest) * std::clamp(part, 0.0, 1.0));
    };
    if (!middle) {
      double const spread = range.high - range.low;
      return shade(theme.high, spread > 0 ? (value - range.low) / spread : 0.5);
    }
    double const reach = std::max({range.high - *middle, *middle - range.low, 1e-300});
    double const part = (value - *middle) / reach;
    return part < 0 ? shade(theme.low, -part) : shade(theme.high, part);
  }
};

auto ink_on(Color const& color) -> Color {
  auto const white = Color::of(0xFFFFFF);
  auto const black = Color::of(0x10151B);
  return contrast(color, white) > contrast(color, black) ? white : black;
}

// Whether there was room.
auto write_number(Pen const& pen, double value, Box const& box, Color const& ground) -> bool {
  constexpr double kLeastSize = 5;
  auto const style = TextStyle{
      .size = std::min(kLabelSize - 0.5, box.height * 0.75), .color = ink_on(ground), .align = Align::center};
  constexpr double kLeastWidth = 11;  // two digits
  if (!pen.chart.exact || style.size < kLeastSize || box.width < kLeastWidth) return false;
  auto const text = pen.chart.exact(value);
  auto const size = pen.canvas.measure(text, style);
  if (size.width > box.width - 1 || size.height > box.height + 3) return false;
  pen.canvas.text({box.x + box.width / 2, box.y + (box.height - size.height) / 2}, text, style);
  return true;
}

void draw_cell(Pen const& pen, Shades const& shades, Number const& value, Box const& box) {
  Box const inner{box.x + 0.5, box.y + 0.5, std::max(0.5, box.width - 1), std::max(0.5, box.height - 1)};
  if (!value) {
    pen.canvas.frame(inner, {.color = pen.theme.grid, .width = 0.5});
    return;
  }
  auto const color = shades.color(pen.theme, *value);
  pen.canvas.fill(inner, color);
  if (write_number(pen, *value, inner, color)) return;
  // Without its number, what lies below the middle is told by more than its colour.
  if (!shades.middle || *value >= *shades.middle) return;
  auto const half = std::min(inner.width, inner.height) / 5;
  auto const y = inner.y + inner.height / 2;
  pen.canvas.line({inner.x + inner.width / 2 - half, y}, {inner.x + inner.width / 2 + half, y},
                  {.color = ink_on(color), .width = 0.9});
}

// What the shades mean: a strip from the least to the most, with their numbers at its ends and the middle's
// at its place.
void draw_key(Pen const& pen, Shades const& shades, Box const& box) {
  if (!pen.chart.axis || !(shades.range.high > shades.range.low)) return;
  auto style = TextStyle{.size = kLabelSize - 0.5, .color = pen.theme.muted};
  auto const low = pen.chart.axis(shades.range.low);
  auto const high = pen.chart.axis(shades.range.high);
  auto const before = pen.canvas.measure(low, style);
  auto const after = pen.canvas.measure(high, style);
  auto const width = std::min(kKeyWidth, box.width - before.width - after.width - 2 * kGap);
  constexpr double kLeastWidth = 24;
  if (width < kLeastWidth) return;
  auto const right = box.right() - after.width - kGap;
  auto const text_y = box.y + (box.height - before.height) / 2;
  Box const strip{right - width, box.y + (box.height - kKeyHeight) / 2, width, kKeyHeight};
  constexpr int kSteps = 24;
  auto const step = width / kSteps;
  for (int at = 0; at < kSteps; ++at) {
    auto const part = (at + 0.5) / kSteps;
    auto const value = shades.range.low + part * (shades.range.high - shades.range.low);
    pen.canvas.fill({strip.x + at * step, strip.y, step + 0.3, strip.height}, shades.color(pen.theme, value));
  }
  pen.canvas.frame(strip, {.color = pen.theme.grid, .width = 0.5});
  pen.canvas.text({strip.x - kGap - before.width, text_y}, low, style);
  pen.canvas.text({right + kGap, text_y}, high, style);
  if (!shades.middle || *shades.middle <= shades.range.low || *shades.middle >= shades.range.high) return;
  auto const x =
      strip.x + width * (*shades.middle - shades.range.low) / (shades.range.high - shades.range.low);
  pen.canvas.line({x, strip.y - 1.5}, {x, strip.bottom() + 1.5}, {.color = pen.theme.text, .width = 0.9});
}

}  // namespace

void draw_heat_map(Pen const& pen, HeatMap const& chart, Box const& box) {
  constexpr double kNamesPart = 0.7;
  constexpr double kKeyRow = 14;
  auto const head = head_of(pen, chart, box.width * kNamesPart);
  Box const below{box.x, box.y + head.height, box.width, std::max(1.0, box.height - head.height - kKeyRow)};
  auto const plot = draw_names_left(pen, chart.rows, below, 0);
  draw_head(pen, chart, plot, head);
  Shades shades{.middle = chart.middle};
  for (auto const& row : chart.cells) shades.range.add(row);
  draw_key(pen, shades, {box.x, below.bottom(), box.width, kKeyRow});
  auto const width = plot.width / static_cast<double>(chart.columns.size());
  auto const height = plot.height / static_cast<double>(chart.rows.size());
  for (std::size_t row = 0; row < chart.cells.size(); ++row) {
    for (std::size_t column = 0; column < chart.cells[row].size(); ++column)
      draw_cell(pen, shades, chart.cells[row][column],
                {plot.x + static_cast<double>(column) * width, plot.y + static_cast<double>(row) * height,
                 width, height});
  }
}

}  // namespace pb::charts
