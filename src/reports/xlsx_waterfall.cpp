#include "reports/xlsx_waterfall.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>

#include "reports/sheet_number.h"

namespace pb::reports {
namespace {

// The parts of one column of the chart; those below zero are stacked downwards.
struct Bar {
  double base = 0;
  double whole = 0;
  double up = 0;
  double up_below = 0;
  double down = 0;
  double down_below = 0;
};

// From one sum to another: the part above zero and the part below.
auto bar_of(double from, double to) -> Bar {
  auto const low = std::min(from, to);
  auto const high = std::max(from, to);
  Bar bar;
  double above = 0;
  double below = 0;
  if (low >= 0) {
    bar.base = low;
    above = high - low;
  } else if (high <= 0) {
    bar.base = high;
    below = low - high;
  } else {
    above = high;
    below = low;
  }
  (to >= from ? bar.up : bar.down) = above;
  (to >= from ? bar.up_below : bar.down_below) = below;
  return bar;
}

auto bars_of(Grid const& data) -> std::vector<Bar> {
  std::vector<Bar> bars;
  double sum = 0;
  for (std::size_t row = 0; row < data.rows.size(); ++row) {
    auto const& cells = data.rows[row].cells;
    auto const* const figure = cells.size() > 1 ? std::get_if<Figure>(&cells[1].content) : nullptr;
    auto const number = figure == nullptr ? 0.0 : sheet_number(*figure).value_or(0);
    if (row == 0 || row + 1 == data.rows.size()) {
      bars.push_back({.whole = number});
      sum = number;
    } else {
      bars.push_back(bar_of(sum, sum + number));
      sum += number;
    }
  }
  return bars;
}

struct Segment {
  double Bar::* value = nullptr;
  char const* title = nullptr;
  charts::Color color{};
};

}  // namespace

void add_waterfall(XlsxBook& book, lxw_worksheet* sheet, lxw_chart* chart, WaterfallPlace const& place) {
  auto const& theme = charts::light_theme();
  std::array const parts = {Segment{&Bar::base, "report.sheet.base", theme.ground},
                            Segment{&Bar::whole, "report.sheet.whole", theme.muted},
                            Segment{&Bar::up, "report.sheet.more", theme.good},
                            Segment{&Bar::down, "report.sheet.less", theme.bad},
                            Segment{&Bar::up_below, "report.sheet.more", theme.good},
                            Segment{&Bar::down_below, "report.sheet.less", theme.bad}};
  auto const bars = bars_of(place.data);
  auto const format = number_format(place.data.columns[1].kind, Fractions::hidden, book.built.reader);
  auto column = static_cast<lxw_col_t>(place.placed.columns + 1);
  for (auto const& part : parts) {
    bool const used = std::ranges::any_of(bars, [&](Bar const& bar) { return bar.*part.value != 0; });
    if (!used) continue;
    auto const title = book.translator.render(Message(part.title), book.built.reader);
    worksheet_write_string(sheet, place.placed.head, column, title.c_str(),
                           book.format({.role = CellRole::quiet}));
    for (std::size_t at = 0; at < bars.size(); ++at)
      worksheet_write_number(sheet, place.placed.first() + static_cast<lxw_row_t>(at), column,
                             bars[at].*part.value, book.format({.role = CellRole::quiet, .number = format}));
    constexpr double kWidth = 18;  // the titles in one line
    worksheet_set_column(sheet, column, column, kWidth, nullptr);
    auto* const series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_categories(series, place.sheet.c_str(), place.placed.first(), 0, place.placed.last(), 0);
    chart_series_set_values(series, place.sheet.c_str(), place.placed.first(), column, place.placed.last(),
                            column);
    chart_series_set_name_range(series, place.sheet.c_str(), place.placed.head, column);
    lxw_chart_fill fill{};
    fill.color = rgb(part.color);
    fill.none = part.value == &Bar::base ? LXW_TRUE : LXW_FALSE;
    chart_series_set_fill(series, &fill);
    lxw_chart_line line{};
    line.none = LXW_TRUE;
    chart_series_set_line(series, &line);
    ++column;
  }
  constexpr std::uint16_t kGap = 40;  // percent of a column
  chart_set_series_gap(chart, kGap);
}

}  // namespace pb::reports
