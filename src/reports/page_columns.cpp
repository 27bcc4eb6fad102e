#include <algorithm>
#include <numeric>
#include <set>

#include "reports/page_table.h"

namespace pb::reports {
namespace {

constexpr double kMostNames = 260;     // that a column of names asks for
constexpr double kShareOfNames = 0.5;  // of the room left over
constexpr std::string_view kDigits = "00000000000000000000000000000000000000000000000000";

auto head_style(double size) -> charts::TextStyle {
  return {.size = size, .weight = charts::Weight::semibold};
}

// The widest word: a head is wrapped between words, never within.
auto widest_word(Flow const& flow, std::string const& text, double size) -> double {
  double widest = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find(' ', at), text.size());
    widest =
        std::max(widest, flow.measure(std::string_view(text).substr(at, end - at), head_style(size)).width);
    at = end + 1;
  }
  return std::min(widest, kLeastNames);
}

auto is_strong(RowKind kind) -> bool {
  return kind == RowKind::group || kind == RowKind::subtotal || kind == RowKind::total;
}

// Digits have one width, so the widest text is among the longest; shaping all of a long table takes most of
// its time.
auto is_worth_measuring(std::string const& cell, std::size_t longest) -> bool {
  constexpr std::size_t kTenths = 10;
  constexpr std::size_t kNearly = 8;
  return !cell.empty() && cell.size() * kTenths >= longest * kNearly;
}

void measure_column(TableText& text, std::size_t index, Grid const& grid, Flow const& flow, double size) {
  auto& column = text.columns[index];
  std::size_t longest = 0;
  for (auto const& row : text.cells) longest = std::max(longest, row[index].size());
  std::set<std::pair<std::string_view, bool>> measured;
  for (std::size_t row = 0; row < text.cells.size(); ++row) {
    auto const& cell = text.cells[row][index];
    if (!is_worth_measuring(cell, longest)) continue;
    // Of numbers one of each length will do, of names one of each.
    auto const same = column.numeric
                          ? std::string_view(kDigits).substr(0, std::min(cell.size(), kDigits.size()))
                          : std::string_view(cell);
    if (!measured.emplace(same, is_strong(grid.rows[row].kind)).second) continue;
    bool const strong = is_strong(grid.rows[row].kind);
    charts::TextStyle const style{.size = size,
                                  .weight = strong ? charts::Weight::semibold : charts::Weight::regular};
    auto width = flow.measure(cell, style).width;
    if (!column.numeric) width += kLevelIndent * static_cast<double>(grid.rows[row].level);
    column.wanted = std::max(column.wanted, width);
  }
  bool const judged = column.numeric && std::ranges::any_of(grid.rows, [index](Row const& row) {
                        return index < row.cells.size() && row.cells[index].tone != Tone::plain;
                      });
  column.wanted += 2 * kCellPad + (judged ? kMarkRoom : 0);
  auto const head = widest_word(flow, column.title, size) + 2 * kCellPad;
  column.least = column.numeric ? std::max(column.wanted, head)
                                : std::min(std::max(kLeastNames, head), std::max(column.wanted, head));
  column.wanted = std::clamp(column.wanted, column.least, std::max(column.least, kMostNames));
}

auto sum_of(TableText const& text, std::vector<std::size_t> const& columns, double TableText::Column::* width)
    -> double {
  return std::accumulate(columns.begin(), columns.end(), 0.0,
                         [&](double sum, std::size_t column) { return sum + text.columns[column].*width; });
}

// Every column what it needs; names then what they want; what is left to names and numbers by halves.
auto spread(TableText const& text, std::vector<std::size_t> columns, double width) -> ColumnGroup {
  ColumnGroup group{.columns = std::move(columns), .widths = {}};
  auto left = width - sum_of(text, group.columns, &TableText::Column::least);
  auto const missing = sum_of(text, group.columns, &TableText::Column::wanted) - (width - left);
  auto const share = missing > 0 ? std::clamp(left / missing, 0.0, 1.0) : 0;
  std::size_t names = 0;
  for (auto const column : group.columns) {
    auto const& [form, title, numeric, least, wanted] = text.columns[column];
    group.widths.push_back(least + share * (wanted - least));
    left -= share * (wanted - least);
    names += numeric ? 0 : 1;
  }
  auto const numbers = group.columns.size() - names;
  if (left <= 0 || group.columns.empty()) return group;
  auto const for_names = numbers == 0 ? left : names == 0 ? 0 : left * kShareOfNames;
  for (std::size_t index = 0; index < group.columns.size(); ++index) {
    bool const numeric = text.columns[group.columns[index]].numeric;
    group.widths[index] +=
        numeric ? (left - for_names) / static_cast<double>(numbers) : for_names / static_cast<double>(names);
  }
  return group;
}

}  // namespace

auto text_of(Grid const& grid, Words const& words, Flow const& flow, double type_size) -> TableText {
  TableText text;
  for (std::size_t index = 0; index < grid.columns.size(); ++index) {
    auto const& column = grid.columns[index];
    auto const form = form_of(grid, index);
    auto title = printable(head_text(column, words.reader));
    bool const numeric = column.kind != ColumnKind::dimension && column.kind != ColumnKind::period;
    text.columns.push_back({.form = form, .title = std::move(title), .numeric = numeric});
  }
  text.cells.reserve(grid.rows.size());
  for (auto const& row : grid.rows) {
    auto& cells = text.cells.emplace_back(grid.columns.size());
    for (std::size_t index = 0; index < std::min(row.cells.size(), cells.size()); ++index)
      cells[index] =
          printable(column_text(row.cells[index], text.columns[index].form, words.translator, words.reader));
  }
  for (std::size_t index = 0; index < grid.columns.size(); ++index)
    measure_column(text, index, grid, flow, type_size);
  return text;
}

auto plan_columns(TableText const& text, double width) -> std::vector<ColumnGroup> {
  std::vector<ColumnGroup> groups;
  if (text.columns.empty()) return groups;
  std::vector<std::size_t> columns{0};
  double taken = text.columns[0].least;
  for (std::size_t column = 1; column < text.columns.size(); ++column) {
    if (taken + text.columns[column].least > width && columns.size() > 1) {
      groups.push_back(spread(text, std::move(columns), width));
      columns = {0};
      taken = text.columns[0].least;
    }
    columns.push_back(column);
    taken += text.columns[column].least;
  }
  groups.push_back(spread(text, std::move(columns), width));
  return groups;
}

}  // namespace pb::reports
