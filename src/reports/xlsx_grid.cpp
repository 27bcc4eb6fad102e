#include "reports/xlsx_grid.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "domain/name.h"
#include "reports/figure_text.h"
#include "reports/sheet_number.h"
#include "reports/sheet_sums.h"

namespace pb::reports {
namespace {

constexpr std::size_t kNarrowest = 7;  // characters
constexpr std::size_t kWidestWords = 46;
constexpr std::size_t kWidestHead = 14;
constexpr std::int32_t kDeepestOutline = 7;  // Excel's limit

auto is_words(ColumnKind kind) -> bool {
  return kind == ColumnKind::dimension || kind == ColumnKind::period;
}

auto role_of(RowKind kind) -> CellRole {
  switch (kind) {
    case RowKind::group:
      return CellRole::group;
    case RowKind::subtotal:
    case RowKind::total:
      return CellRole::sum;
    case RowKind::row:
    case RowKind::others:
      break;
  }
  return CellRole::words;
}

// Digits with their groups, and what the format adds.
auto width_of(double number, std::string const& format) -> std::size_t {
  auto const digits = std::fabs(number) < 1 ? 1 : static_cast<std::size_t>(std::log10(std::fabs(number))) + 1;
  auto width = digits + (digits - 1) / 3 + (number < 0 ? 1 : 0) + 3;
  if (format.contains("0.00")) width += 3;
  if (format.contains("[$")) width += 2;
  if (format.contains('%')) width += 2;
  return width;
}

auto longest_word(std::string const& text) -> std::size_t {
  std::size_t longest = 0;
  for (std::size_t at = 0; at <= text.size();) {
    auto const end = std::min(text.find_first_of(" \n\t-", at), text.size());
    longest = std::max(longest, character_count(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return longest;
}

class GridWriter {
 public:
  GridWriter(XlsxBook& book, lxw_worksheet* sheet, Grid const& grid, std::uint32_t head)
      : book_(book), sheet_(sheet), grid_(grid), head_(head), sums_(sum_formulas(grid)) {
    for (std::size_t column = 0; column < grid.columns.size(); ++column) learn(column);
  }

  void write() {
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) write_head(column);
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) write_row(row);
    constexpr double kRoom = 1.5;
    for (std::size_t column = 0; column < widths_.size(); ++column)
      worksheet_set_column(sheet_, at(column), at(column), static_cast<double>(widths_[column]) + kRoom,
                           nullptr);
  }

 private:
  static auto at(std::size_t column) -> lxw_col_t { return static_cast<lxw_col_t>(column); }
  [[nodiscard]] auto line(std::size_t row) const -> lxw_row_t {
    return head_ + 1 + static_cast<lxw_row_t>(row);
  }

  // The format of a column's numbers, from all of them, and its width.
  void learn(std::size_t column) {
    auto const kind = grid_.columns[column].kind;
    bool fraction = false;
    for (auto const& row : grid_.rows) {
      auto const* const figure =
          column < row.cells.size() ? std::get_if<Figure>(&row.cells[column].content) : nullptr;
      fraction = fraction || (figure != nullptr && has_fraction(*figure));
    }
    formats_.push_back(
        number_format(kind, fraction ? Fractions::shown : Fractions::hidden, book_.built.reader));
    auto const title = sheet_text(grid_.columns[column].title);
    auto const most = is_words(kind) ? kWidestWords : kWidestHead;
    // Room for the filter's button.
    widths_.push_back(std::max(kNarrowest, std::min(most, longest_word(title)) + 2));
  }

  void write_head(std::size_t column) {
    auto const& [title, kind] = grid_.columns[column];
    CellStyle const style{.role = is_words(kind) ? CellRole::head : CellRole::head_of_numbers};
    worksheet_write_string(sheet_, head_, at(column), sheet_text(title).c_str(), book_.format(style));
  }

  void write_row(std::size_t number) {
    auto const& row = grid_.rows[number];
    auto const level = std::clamp(row.level, 0, kDeepestOutline);
    if (level > 0) {
      lxw_row_col_options options{};
      options.level = static_cast<std::uint8_t>(level);
      worksheet_set_row_opt(sheet_, line(number), LXW_DEF_ROW_HEIGHT, nullptr, &options);
    }
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      static Cell const nothing;
      auto const& cell = column < row.cells.size() ? row.cells[column] : nothing;
      CellStyle style{.role = role_of(row.kind), .tone = cell.tone};
      if (is_words(grid_.columns[column].kind)) style.indent = row.level;
      write_cell(number, column, cell, std::move(style));
    }
  }

  void write_cell(std::size_t row, std::size_t column, Cell const& cell, CellStyle style) {
    if (auto const* const figure = std::get_if<Figure>(&cell.content)) {
      style.number =
          figure->kind == grid_.columns[column].kind
              ? formats_[column]
              : number_format(figure->kind, has_fraction(*figure) ? Fractions::shown : Fractions::hidden,
                              book_.built.reader);
      write_figure(row, column, *figure, style);
    } else if (auto const* const period = std::get_if<DayRange>(&cell.content)) {
      write_period(row, column, *period, std::move(style));
    } else if (auto const* const words = std::get_if<std::string>(&cell.content)) {
      write_words(row, column, *words, style);
    } else {
      worksheet_write_blank(sheet_, line(row), at(column), book_.format(style));
    }
  }

  void write_figure(std::size_t row, std::size_t column, Figure const& figure, CellStyle const& style) {
    auto* const format = book_.format(style);
    auto const number = sheet_number(figure);
    if (!number) {
      worksheet_write_blank(sheet_, line(row), at(column), format);
      return;
    }
    widths_[column] = std::max(widths_[column], width_of(*number, style.number));
    auto const& sum = sums_[row][column];
    if (!sum) {
      worksheet_write_number(sheet_, line(row), at(column), *number, format);
      return;
    }
    if (sum->kind == SumFormula::Kind::sum) {
      auto const formula = "=SUBTOTAL(9," + cell_name(line(sum->first), at(column)) + ":" +
                           cell_name(line(sum->last), at(column)) + ")";
      worksheet_write_formula_num(sheet_, line(row), at(column), formula.c_str(), format, *number);
      return;
    }
    auto const part = cell_name(line(row), at(sum->part));
    auto const whole = cell_name(line(row), at(sum->whole));
    auto const formula = "=IF(" + whole + "=0,\"\"," + part + "/" + whole + ")";
    worksheet_write_formula_num(sheet_, line(row), at(column), formula.c_str(), format,
                                quotient(row, *sum).value_or(*number));
  }

  [[nodiscard]] auto quotient(std::size_t row, SumFormula const& sum) const -> std::optional<double> {
    auto const number = [&](std::size_t column) {
      return sheet_number(std::get<Figure>(grid_.rows[row].cells[column].content));
    };
    auto const part = number(sum.part);
    auto const whole = number(sum.whole);
    if (!part || !whole || *whole == 0) return std::nullopt;
    return *part / *whole;
  }

  void write_period(std::size_t row, std::size_t column, DayRange const& period, CellStyle style) {
    auto const words = period_text(period, book_.translator, book_.built.reader);
    auto const day = sheet_day(period);
    if (!day) {
      write_words(row, column, words, style);
      return;
    }
    style.number = day_format(period, book_.built.reader);
    widths_[column] = std::max(widths_[column], std::min(character_count(words), kWidestWords));
    auto* const format = book_.format(style);
    format_set_align(format, LXW_ALIGN_LEFT);
    worksheet_write_number(sheet_, line(row), at(column), *day, format);
  }

  void write_words(std::size_t row, std::size_t column, std::string const& words, CellStyle const& style) {
    auto const text = sheet_text(words);
    auto const width = character_count(text) + 2 * static_cast<std::size_t>(std::max(style.indent, 0)) + 1;
    widths_[column] = std::max(widths_[column], std::min(width, kWidestWords));
    worksheet_write_string(sheet_, line(row), at(column), text.c_str(), book_.format(style));
  }

  XlsxBook& book_;
  lxw_worksheet* sheet_;
  Grid const& grid_;
  std::uint32_t head_;
  SumFormulas sums_;
  std::vector<std::string> formats_{};
  std::vector<std::size_t> widths_{};
};

// Whether in this column of ratios less than 100 % is marked as bad news, and nothing else is.
auto below_is_bad(Grid const& grid, std::size_t column) -> bool {
  constexpr std::int64_t kWhole = 10'000;
  bool any = false;
  for (auto const& row : grid.rows) {
    if (column >= row.cells.size() || row.cells[column].tone == Tone::plain) continue;
    auto const* const figure = std::get_if<Figure>(&row.cells[column].content);
    auto const* const value = figure == nullptr ? nullptr : std::get_if<std::int64_t>(&figure->value);
    if (value == nullptr) continue;
    bool const good = row.cells[column].tone == Tone::good;
    if (good != (*value >= kWhole)) return false;
    any = any || !good;
  }
  return any;
}

// The mark follows the number where somebody changes it.
void add_conditions(XlsxBook& book, lxw_worksheet* sheet, Grid const& grid, PlacedGrid const& placed) {
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

// Totals at the end stand outside of the filter.
auto rows_to_filter(Grid const& grid) -> std::size_t {
  auto rows = grid.rows.size();
  while (rows > 0 && grid.rows[rows - 1].kind == RowKind::total) --rows;
  return rows;
}

}  // namespace

auto cell_name(std::uint32_t row, std::uint32_t column) -> std::string {
  constexpr std::uint32_t kLetters = 26;
  std::string name;
  for (auto left = column + 1; left > 0; left = (left - 1) / kLetters)
    name.insert(name.begin(), static_cast<char>('A' + (left - 1) % kLetters));
  return name + std::to_string(row + 1);
}

auto write_grid(XlsxBook& book, lxw_worksheet* sheet, Grid const& grid, std::uint32_t head) -> PlacedGrid {
  GridWriter(book, sheet, grid, head).write();
  return {head, static_cast<std::uint32_t>(grid.rows.size()),
          static_cast<std::uint16_t>(grid.columns.size())};
}

void write_titles(XlsxBook& book, lxw_worksheet* sheet, std::string const& title) {
  worksheet_write_string(sheet, 0, 0, sheet_text(title).c_str(), book.format({.role = CellRole::title}));
  auto subtitle = book.built.subtitle;
  if (!book.built.organisation.empty()) subtitle += (subtitle.empty() ? "" : " · ") + book.built.organisation;
  worksheet_write_string(sheet, 1, 0, sheet_text(subtitle).c_str(),
                         book.format({.role = CellRole::subtitle}));
}

auto add_grid_sheet(XlsxBook& book, std::string const& title, Block const& block, Grid const& grid)
    -> std::string {
  constexpr std::uint32_t kHead = 3;
  auto [sheet, name] = book.add_sheet(title);
  write_titles(book, sheet, title);
  auto const placed = write_grid(book, sheet, grid, kHead);
  if (grid.columns.empty()) return name;
  auto const last_column = static_cast<lxw_col_t>(placed.columns - 1);
  worksheet_freeze_panes(sheet, placed.first(), is_words(grid.columns.front().kind) ? 1 : 0);
  worksheet_repeat_rows(sheet, kHead, kHead);
  auto const filtered = static_cast<lxw_row_t>(rows_to_filter(grid));
  if (filtered > 0) worksheet_autofilter(sheet, kHead, 0, kHead + filtered, last_column);
  add_conditions(book, sheet, grid, placed);
  bool const groups_above =
      std::ranges::any_of(grid.rows, [](Row const& row) { return row.kind == RowKind::group; });
  if (groups_above) worksheet_outline_settings(sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
  auto row = placed.last() + 1;
  if (grid.rows.empty()) {
    auto const words = book.translator.render(Message("bot.no_data"), book.built.reader);
    worksheet_write_string(sheet, row++, 0, words.c_str(), book.format({.role = CellRole::subtitle}));
  }
  for (auto const& note : block.notes)
    worksheet_write_string(sheet, ++row, 0, sheet_text(note).c_str(),
                           book.format({.role = CellRole::subtitle}));
  return name;
}

}  // namespace pb::reports
