#include "reports/xlsx_chart.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "reports/sheet_number.h"
#include "reports/xlsx_grid.h"
#include "reports/xlsx_waterfall.h"

namespace pb::reports {
namespace {

constexpr std::uint32_t kChartRow = 3;
constexpr double kDefaultWidth = 480;  // pixels of a chart at scale 1
constexpr double kDefaultHeight = 288;
constexpr double kRowHeight = 20;

struct ChartSize {
  double width = 0;
  double height = 0;

  [[nodiscard]] auto rows() const -> std::uint32_t {
    return static_cast<std::uint32_t>(std::ceil(height / kRowHeight));
  }
};

auto lies(ChartPart const& part) -> bool {
  if (part.kind == ChartKind::bullet) return true;
  auto const* const bars = std::get_if<charts::BarChart>(&part.chart.content);
  return bars != nullptr && bars->direction == charts::BarChart::Direction::lying;
}

auto size_of(ChartPart const& part) -> ChartSize {
  constexpr double kWidth = 820;
  constexpr double kHeight = 360;
  constexpr double kSmallHeight = 160;
  constexpr double kMostHeight = 1'600;
  constexpr double kPerBar = 26;
  constexpr double kRoom = 90;
  if (part.kind == ChartKind::sparkline) return {kWidth, kSmallHeight};
  if (!lies(part)) return {kWidth, kHeight};
  auto const bars = static_cast<double>(part.data.rows.size());
  auto const wanted = kRoom + kPerBar * bars * (part.kind == ChartKind::stacked_bars ? 1 : 1.6);
  return {kWidth, std::clamp(wanted, kHeight, kMostHeight)};
}

auto chart_type(ChartPart const& part) -> lxw_chart_type {
  switch (part.kind) {
    case ChartKind::line:
    case ChartKind::sparkline:
      return LXW_CHART_LINE;
    case ChartKind::bars:
      return lies(part) ? LXW_CHART_BAR : LXW_CHART_COLUMN;
    case ChartKind::bullet:
      return LXW_CHART_BAR;
    case ChartKind::stacked_bars:
      return lies(part) ? LXW_CHART_BAR_STACKED : LXW_CHART_COLUMN_STACKED;
    case ChartKind::waterfall:
    case ChartKind::heat_map:
      return LXW_CHART_COLUMN_STACKED;
  }
  std::unreachable();
}

// Bands have two columns behind the lines.
auto line_kind(ChartPart const& part, std::size_t series) -> std::optional<charts::LineKind> {
  auto const* const chart = std::get_if<charts::LineChart>(&part.chart.content);
  if (chart == nullptr) return charts::LineKind::plain;
  if (series >= chart->lines.size()) return std::nullopt;
  return chart->lines[series].kind;
}

void style_line(lxw_chart_series* series, std::optional<charts::LineKind> kind, charts::Color const& color) {
  auto const& theme = charts::light_theme();
  lxw_chart_line line{};
  line.color = rgb(color);
  line.width = 2.25F;
  if (!kind) {
    line.color = rgb(theme.muted);
    line.width = 0.75F;
    line.dash_type = LXW_CHART_LINE_DASH_ROUND_DOT;
  } else if (*kind == charts::LineKind::forecast) {
    line.dash_type = LXW_CHART_LINE_DASH_DASH;
  } else if (*kind == charts::LineKind::comparison) {
    line.color = rgb(theme.muted);
    line.width = 1.5F;
    line.dash_type = LXW_CHART_LINE_DASH_SQUARE_DOT;
  } else if (*kind == charts::LineKind::goal) {
    line.color = rgb(theme.text);
    line.width = 1.25F;
    line.dash_type = LXW_CHART_LINE_DASH_LONG_DASH;
  }
  chart_series_set_line(series, &line);
}

void style_bar(lxw_chart_series* series, std::size_t number, charts::Color const& color) {
  lxw_chart_fill fill{};
  fill.color = rgb(color);
  lxw_chart_line line{};
  line.color = rgb(color);
  chart_series_set_line(series, &line);
  if (number == 0) {
    chart_series_set_fill(series, &fill);
    return;
  }
  // Told apart without colour.
  constexpr std::array kPatterns = {LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL, LXW_CHART_PATTERN_PERCENT_20,
                                    LXW_CHART_PATTERN_HORIZONTAL_BRICK,
                                    LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL};
  lxw_chart_pattern pattern{};
  pattern.fg_color = rgb(color);
  pattern.bg_color = LXW_COLOR_WHITE;
  pattern.type = kPatterns[(number - 1) % kPatterns.size()];
  chart_series_set_pattern(series, &pattern);
}

auto axis_format(ColumnKind kind) -> char const* {
  if (kind == ColumnKind::ratio) return "0%";
  return kind == ColumnKind::minutes ? "[h]:mm" : "#,##0";
}

void style_axes(lxw_chart* chart, ChartPart const& part, ColumnKind kind) {
  auto const& theme = charts::light_theme();
  lxw_chart_line grid{};
  grid.color = rgb(theme.grid);
  grid.width = 0.75F;
  chart_axis_set_num_format(chart->y_axis, axis_format(kind));
  chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_TRUE);
  chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
  // Names stay at the edge where bars go below zero.
  chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  if (lies(part)) chart_axis_set_reverse(chart->x_axis);
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  chart_title_off(chart);
  chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
  if (part.kind == ChartKind::sparkline) {
    chart_axis_off(chart->y_axis);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  }
}

// The columns that share an axis with the first.
auto plotted(Grid const& data) -> std::vector<std::uint16_t> {
  std::vector<std::uint16_t> columns;
  for (std::size_t column = 1; column < data.columns.size(); ++column) {
    if (data.columns[column].kind == data.columns[1].kind)
      columns.push_back(static_cast<std::uint16_t>(column));
  }
  return columns;
}

void add_series(lxw_chart* chart, ChartPart const& part, std::string const& sheet, PlacedGrid const& placed) {
  auto const& theme = charts::light_theme();
  std::size_t number = 0;
  for (auto const column : plotted(part.data)) {
    auto* const series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_categories(series, sheet.c_str(), placed.first(), 0, placed.last(), 0);
    chart_series_set_values(series, sheet.c_str(), placed.first(), column, placed.last(), column);
    chart_series_set_name_range(series, sheet.c_str(), placed.head, column);
    auto const& color = theme.series[number % theme.series.size()];
    bool const line = part.kind == ChartKind::line || part.kind == ChartKind::sparkline;
    if (line) {
      style_line(series, line_kind(part, number), color);
    } else {
      style_bar(series, number, color);
    }
    ++number;
  }
}

void add_color_scale(lxw_worksheet* sheet, ChartPart const& part, PlacedGrid const& placed) {
  if (placed.columns < 2 || placed.rows == 0) return;
  auto const* const map = std::get_if<charts::HeatMap>(&part.chart.content);
  auto const& theme = charts::light_theme();
  lxw_conditional_format scale{};
  scale.min_color = rgb(theme.ground);
  scale.max_color = rgb(theme.high);
  scale.type = LXW_CONDITIONAL_2_COLOR_SCALE;
  if (map != nullptr && map->middle) {
    scale.type = LXW_CONDITIONAL_3_COLOR_SCALE;
    scale.min_color = rgb(theme.low);
    scale.mid_color = rgb(theme.ground);
    scale.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    auto const middle = static_cast<std::int64_t>(std::llround(*map->middle));
    scale.mid_value = sheet_number({middle, part.data.columns[1].kind}).value_or(1);
  }
  worksheet_conditional_format_range(sheet, placed.first(), 1, placed.last(),
                                     static_cast<lxw_col_t>(placed.columns - 1), &scale);
}

void insert(lxw_worksheet* sheet, lxw_chart* chart, ChartPart const& part, ChartSize const& size) {
  auto words = sheet_text(part.summary);
  lxw_chart_options options{};
  options.x_scale = size.width / kDefaultWidth;
  options.y_scale = size.height / kDefaultHeight;
  options.description = words.data();
  worksheet_insert_chart_opt(sheet, kChartRow, 0, chart, &options);
}

}  // namespace

auto add_chart_sheet(XlsxBook& book, std::string const& title, Block const& block, ChartPart const& part)
    -> std::string {
  auto [sheet, name] = book.add_sheet(title);
  write_titles(book, sheet, title);
  worksheet_write_string(sheet, 2, 0, sheet_text(part.summary).c_str(),
                         book.format({.role = CellRole::subtitle}));
  bool const drawn =
      part.kind != ChartKind::heat_map && part.data.columns.size() > 1 && !part.data.rows.empty();
  auto const size = size_of(part);
  auto const head = kChartRow + (drawn ? size.rows() + 1 : 1);
  auto const placed = write_grid(book, sheet, part.data, head);
  if (part.kind == ChartKind::heat_map) add_color_scale(sheet, part, placed);
  if (drawn) {
    auto* const chart = workbook_add_chart(book.workbook(), static_cast<std::uint8_t>(chart_type(part)));
    if (part.kind == ChartKind::waterfall) {
      add_waterfall(book, sheet, chart, {name, part.data, placed});
    } else {
      add_series(chart, part, name, placed);
    }
    style_axes(chart, part, part.data.columns[1].kind);
    if (part.kind == ChartKind::waterfall) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    insert(sheet, chart, part, size);
  }
  write_notes(book, sheet, placed.last() + 1, block.notes);
  return name;
}

}  // namespace pb::reports
