#include "reports/xlsx_rows.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "domain/name.h"
#include "reports/figure_text.h"
#include "reports/sheet_lines.h"

namespace pb::reports {
namespace {

constexpr std::size_t kNarrowest = 7;     // characters
constexpr std::size_t kWidestWords = 54;  // a name of 46 letters in bold, in one line
constexpr std::size_t kWidestHead = 14;
constexpr std::int32_t kDeepestOutline = 7;  // Excel's limit

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

auto at(std::size_t column) -> lxw_col_t {
  return static_cast<lxw_col_t>(column);
}

auto quotient(Row const& row, SumFormula const& sum) -> std::optional<double> {
  auto const number = [&](std::size_t column) {
    return sheet_number(std::get<Figure>(row.cells[column].content));
  };
  auto const part = number(sum.part);
  auto const whole = number(sum.whole);
  if (!part || !whole || *whole == 0) return std::nullopt;
  return *part / *whole;
}

}  // namespace

auto is_words(ColumnKind kind) -> bool {
  return kind == ColumnKind::dimension || kind == ColumnKind::period;
}

auto cell_name(std::uint32_t row, std::uint32_t column) -> std::string {
  constexpr std::uint32_t kLetters = 26;
  std::string name;
  for (auto left = column + 1; left > 0; left = (left - 1) / kLetters)
    name.insert(name.begin(), static_cast<char>('A' + (left - 1) % kLetters));
  return name + std::to_string(row + 1);
}

SheetRows::SheetRows(XlsxBook& book, lxw_worksheet* sheet, std::uint32_t head,
                     std::vector<SheetColumn> const& columns)
    : book_(book),
      sheet_(sheet),
      place_{.head = head, .columns = static_cast<std::uint16_t>(columns.size())} {
  for (auto const& [name, kind, fractions] : columns) {
    auto const title = sheet_text(name);
    CellStyle const style{.role = CellRole::head, .align = is_words(kind) ? Align::usual : Align::right};
    worksheet_write_string(sheet_, head, at(columns_.size()), title.c_str(), book_.format(style));
    auto const most = is_words(kind) ? kWidestWords : kWidestHead;
    // Room for the filter's button.
    auto const width = std::max(kNarrowest, std::min(most, longest_word(title)) + 2);
    columns_.push_back({.title = title,
                        .kind = kind,
                        .number = number_format(kind, fractions, book_.built.reader),
                        .width = width});
  }
  set_head();
}

void SheetRows::set_head() {
  std::size_t lines = 1;
  for (auto const& column : columns_)
    lines = std::max(lines, text_lines(column.title, column.width, Letters::bold));
  worksheet_set_row(sheet_, place_.head, row_height(lines), nullptr);
}

void SheetRows::frame() {
  worksheet_freeze_panes(sheet_, place_.first(), is_words(columns_.front().kind) ? 1 : 0);
  worksheet_repeat_rows(sheet_, place_.head, place_.head);
  worksheet_autofilter(sheet_, place_.head, 0, place_.head, at(columns_.size() - 1));
}

void SheetRows::add(Row const& row, RowSums const& sums) {
  ++place_.rows;
  if (row.kind != RowKind::total) filtered_ = place_.rows;
  lines_ = 1;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    static Cell const nothing;
    auto const& cell = column < row.cells.size() ? row.cells[column] : nothing;
    write(row, cell,
          {.column = column,
           .role = role_of(row.kind),
           .tone = cell.tone,
           .indent = is_words(columns_[column].kind) ? row.level : 0},
          sums);
  }
  set_row(row);
}

void SheetRows::set_row(Row const& row) {
  auto const level = std::clamp(row.level, 0, kDeepestOutline);
  if (level == 0 && lines_ == 1) return;
  lxw_row_col_options options{};
  options.level = static_cast<std::uint8_t>(level);
  auto const height = lines_ > 1 ? row_height(lines_) : LXW_DEF_ROW_HEIGHT;
  worksheet_set_row_opt(sheet_, line(), height, nullptr, &options);
}

auto SheetRows::finish() -> PlacedGrid {
  if (sheet_->autofilter.in_use == LXW_TRUE) {
    sheet_->autofilter.in_use = filtered_ > 0 ? LXW_TRUE : LXW_FALSE;
    sheet_->autofilter.last_row = place_.head + filtered_;
  }
  constexpr double kRoom = 1.5;
  for (std::size_t column = 0; column < columns_.size(); ++column)
    worksheet_set_column(sheet_, at(column), at(column), static_cast<double>(columns_[column].width) + kRoom,
                         nullptr);
  // Where rows pass, the head has gone, as high as the narrowest columns would want it.
  if (sheet_->optimize == LXW_FALSE) set_head();
  return place_;
}

void SheetRows::write(Row const& row, Cell const& cell, Place const& place, RowSums const& sums) {
  if (auto const* const figure = std::get_if<Figure>(&cell.content)) {
    write_figure(row, *figure, place, sums);
  } else if (auto const* const period = std::get_if<DayRange>(&cell.content)) {
    write_period(*period, place);
  } else if (auto const* const words = std::get_if<std::string>(&cell.content)) {
    write_words(*words, place);
  } else {
    worksheet_write_blank(sheet_, line(), at(place.column), style(place, Content::words, {}));
  }
}

// A column's styles are found by number, not by their parts: this is asked for each cell.
auto SheetRows::style(Place const& place, Content content, std::string const& number) -> lxw_format* {
  auto& styles = columns_[place.column].styles;
  auto const key = static_cast<std::uint32_t>(place.role) | static_cast<std::uint32_t>(place.tone) << 8U |
                   static_cast<std::uint32_t>(content) << 12U |
                   static_cast<std::uint32_t>(std::clamp(place.indent, 0, 0xFFFF)) << 16U;
  auto const found = std::ranges::find(styles, key, &Style::key);
  if (found != styles.end()) return found->format;
  bool const is_period = content == Content::day || content == Content::month;
  auto* const format = book_.format({.role = place.role,
                                     .number = number,
                                     .tone = place.tone,
                                     .indent = place.indent,
                                     .align = is_period ? Align::left : Align::usual});
  return styles.emplace_back(key, format).format;
}

void SheetRows::write_figure(Row const& row, Figure const& figure, Place const& place, RowSums const& sums) {
  auto const& own = columns_[place.column];
  bool const other = figure.kind != own.kind;
  auto const fractions = has_fraction(figure) ? Fractions::shown : Fractions::hidden;
  auto const others_number =
      other ? number_format(figure.kind, fractions, book_.built.reader) : std::string();
  auto* const format = other ? book_.format({place.role, others_number, place.tone, place.indent})
                             : style(place, Content::number, own.number);
  auto const number = sheet_number(figure);
  if (!number) {
    worksheet_write_blank(sheet_, line(), at(place.column), format);
    return;
  }
  widen(place.column, width_of(*number, other ? others_number : own.number));
  if (place.column < sums.size() && sums[place.column])
    return write_formula(row, *number, *sums[place.column], place, format);
  worksheet_write_number(sheet_, line(), at(place.column), *number, format);
}

void SheetRows::write_formula(Row const& row, double number, SumFormula const& sum, Place const& place,
                              lxw_format* format) {
  if (sum.kind == SumFormula::Kind::sum) {
    auto const cell = [&](std::size_t of_table) {
      return cell_name(place_.first() + static_cast<std::uint32_t>(of_table), at(place.column));
    };
    auto const formula = "=SUBTOTAL(9," + cell(sum.first) + ":" + cell(sum.last) + ")";
    worksheet_write_formula_num(sheet_, line(), at(place.column), formula.c_str(), format, number);
    return;
  }
  auto const part = cell_name(line(), at(sum.part));
  auto const whole = cell_name(line(), at(sum.whole));
  auto const formula = "=IF(" + whole + "=0,\"\"," + part + "/" + whole + ")";
  worksheet_write_formula_num(sheet_, line(), at(place.column), formula.c_str(), format,
                              quotient(row, sum).value_or(number));
}

void SheetRows::write_period(DayRange const& period, Place const& place) {
  auto const day = sheet_day(period);
  if (!day) return write_words(period_text(period, book_.translator, book_.built.reader), place);
  bool const is_day = period.first == period.last;
  auto& measured = columns_[place.column].measured;
  if (measured != period) {
    constexpr std::size_t kDay = 10;  // 31/01/2026
    widen(place.column,
          is_day ? kDay : character_count(period_text(period, book_.translator, book_.built.reader)));
    measured = period;
  }
  auto* const format =
      style(place, is_day ? Content::day : Content::month, day_format(period, book_.built.reader));
  worksheet_write_number(sheet_, line(), at(place.column), *day, format);
}

void SheetRows::write_words(std::string const& words, Place const& place) {
  auto const text = sheet_text(words);
  auto const letters = place.role == CellRole::words ? Letters::regular : Letters::bold;
  auto const indent = std::min(2 * static_cast<std::size_t>(std::max(place.indent, 0)), kWidestWords / 2);
  auto const width = text_width(text, letters) + indent + 1;
  widen(place.column, std::min(width, kWidestWords));
  // A text that is too long has made its column the widest there is, whatever follows.
  if (width > kWidestWords || text.contains('\n'))
    lines_ = std::max(lines_, text_lines(text, kWidestWords - indent, letters));
  worksheet_write_string(sheet_, line(), at(place.column), text.c_str(), style(place, Content::words, {}));
}

void SheetRows::widen(std::size_t column, std::size_t width) {
  columns_[column].width = std::max(columns_[column].width, width);
}

}  // namespace pb::reports
