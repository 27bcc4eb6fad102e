#include "reports/xlsx_grid.h"

#include <xlsxwriter.h>

#include <algorithm>

#include "reports/sheet_number.h"

namespace pb::reports {
namespace {

// The format of a column's numbers is of all of them.
auto columns_of(Grid const& grid) -> std::vector<SheetColumn> {
  std::vector<SheetColumn> columns;
  for (auto const& column : grid.columns) {
    auto const shows = [at = columns.size()](Row const& row) {
      auto const* const figure =
          at < row.cells.size() ? std::get_if<Figure>(&row.cells[at].content) : nullptr;
      return figure != nullptr && has_fraction(*figure);
    };
    columns.push_back({column.title, column.kind,
                       std::ranges::any_of(grid.rows, shows) ? Fractions::shown : Fractions::hidden});
  }
  return columns;
}

// Whether in this column of ratios whatever is less than 100 % is marked as bad news, and nothing else is.
auto below_is_bad(Grid const& grid, std::size_t column) -> bool {
  constexpr std::int64_t kWhole = 10'000;
  bool any = false;
  for (auto const& row : grid.rows) {
    if (column >= row.cells.size()) continue;
    auto const* const figure = std::get_if<Figure>(&row.cells[column].content);
    auto const value = figure == nullptr ? std::nullopt : whole(figure->value);
    if (!value) continue;
    bool const bad = row.cells[column].tone == Tone::bad;
    if (bad != (*value < kWhole)) return false;
    any = any || bad;
  }
  return any;
}

// The mark follows the number where somebody changes it.
void add_conditions(XlsxBook& book, lxw_worksheet* sheet, Grid const& grid) {
  PlacedGrid const placed{.head = kTableHead, .rows = static_cast<std::uint32_t>(grid.rows.size())};
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    if (grid.columns[column].kind != ColumnKind::ratio || !below_is_bad(grid, column)) continue;
    lxw_conditional_format condition{};
    condition.type = LXW_CONDITIONAL_TYPE_CELL;
    condition.criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN;
    condition.value = 1;
    condition.format = book.condition_format(Tone::bad);
    auto const at = static_cast<lxw_col_t>(column);
    worksheet_conditional_format_range(sheet, placed.first(), at, placed.last(), at, &condition);
  }
}

auto fill(SheetRows& rows, Grid const& grid) -> PlacedGrid {
  auto const sums = sum_formulas(grid);
  for (std::size_t row = 0; row < grid.rows.size(); ++row) rows.add(grid.rows[row], sums[row]);
  return rows.finish();
}

}  // namespace

auto write_grid(XlsxBook& book, lxw_worksheet* sheet, Grid const& grid, std::uint32_t head) -> PlacedGrid {
  SheetRows rows(book, sheet, head, columns_of(grid));
  return fill(rows, grid);
}

void write_titles(XlsxBook& book, lxw_worksheet* sheet, std::string const& title) {
  worksheet_write_string(sheet, 0, 0, sheet_text(title).c_str(), book.format({.role = CellRole::title}));
  auto subtitle = book.built.subtitle;
  if (!book.built.organisation.empty()) subtitle += (subtitle.empty() ? "" : " · ") + book.built.organisation;
  worksheet_write_string(sheet, 1, 0, sheet_text(subtitle).c_str(),
                         book.format({.role = CellRole::subtitle}));
}

void write_notes(XlsxBook& book, lxw_worksheet* sheet, std::uint32_t row,
                 std::vector<std::string> const& notes) {
  for (auto const& note : notes)
    worksheet_write_string(sheet, ++row, 0, sheet_text(note).c_str(),
                           book.format({.role = CellRole::subtitle}));
}

auto add_grid_sheet(XlsxBook& book, std::string const& title, Block const& block, Grid const& grid)
    -> std::string {
  auto [sheet, name] = book.add_sheet(title);
  write_titles(book, sheet, title);
  SheetRows rows(book, sheet, kTableHead, columns_of(grid));
  if (grid.columns.empty()) return name;
  rows.frame();
  add_conditions(book, sheet, grid);
  bool const groups_above =
      std::ranges::any_of(grid.rows, [](Row const& row) { return row.kind == RowKind::group; });
  if (groups_above) worksheet_outline_settings(sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
  auto row = fill(rows, grid).last() + 1;
  if (grid.rows.empty()) {
    auto const words = book.translator.render(Message("bot.no_data"), book.built.reader);
    worksheet_write_string(sheet, row++, 0, words.c_str(), book.format({.role = CellRole::subtitle}));
  }
  write_notes(book, sheet, row, block.notes);
  return name;
}

}  // namespace pb::reports
