#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/sheet_number.h"
#include "reports/sheet_sums.h"
#include "reports/xlsx_book.h"

namespace pb::reports {

// What must be known of a column before its first row is written.
struct SheetColumn {
  std::string title{};
  ColumnKind kind = ColumnKind::number;
  Fractions fractions = Fractions::shown;
};

// Where a table stands in its sheet, rows and columns counted from 0.
struct PlacedGrid {
  std::uint32_t head = 0;  // row of the titles; the rows follow
  std::uint32_t rows = 0;
  std::uint16_t columns = 0;

  [[nodiscard]] auto first() const -> std::uint32_t { return head + 1; }
  [[nodiscard]] auto last() const -> std::uint32_t { return head + rows; }
};

// Columns of words, which stand left and may be wide.
[[nodiscard]] auto is_words(ColumnKind kind) -> bool;

// "B7".
[[nodiscard]] auto cell_name(std::uint32_t row, std::uint32_t column) -> std::string;

// A table written from the top to the bottom, each row once: numbers, dates and texts, sums as formulas,
// groups as outline. Of what has been written only the widths of the columns are remembered.
class SheetRows {
 public:
  // Writes the titles in row `head`.
  SheetRows(XlsxBook& book, lxw_worksheet* sheet, std::uint32_t head,
            std::vector<SheetColumn> const& columns);

  // A head that stays and is repeated on each page, and a filter over all rows but totals at the end. Before
  // the first row: behind it, nothing can be said of rows that have passed.
  void frame();
  void add(Row const& row, RowSums const& sums);
  // Makes the columns as wide as what stands in them.
  auto finish() -> PlacedGrid;

 private:
  // How a cell's content is written; part of the key of its format.
  enum class Content : std::uint8_t { words, number, day, month };

  struct Style {
    std::uint32_t key = 0;
    lxw_format* format = nullptr;
  };
  struct Column {
    std::string title{};
    ColumnKind kind = ColumnKind::number;
    std::string number{};  // Excel's format
    std::size_t width = 0;
    std::vector<Style> styles{};         // those used so far; few
    std::optional<DayRange> measured{};  // the last period whose words were
  };
  struct Place {
    std::size_t column = 0;
    CellRole role = CellRole::words;
    Tone tone = Tone::plain;
    std::int32_t indent = 0;
  };

  void set_head();
  // Its level, and its height where texts need more than a line.
  void set_row(Row const& row);
  void write(Row const& row, Cell const& cell, Place const& place, RowSums const& sums);
  void write_figure(Row const& row, Figure const& figure, Place const& place, RowSums const& sums);
  void write_formula(Row const& row, double number, SumFormula const& sum, Place const& place,
                     lxw_format* format);
  void write_period(DayRange const& period, Place const& place);
  void write_words(std::string const& words, Place const& place);
  void widen(std::size_t column, std::size_t width);
  [[nodiscard]] auto style(Place const& place, Content content, std::string const& number) -> lxw_format*;
  [[nodiscard]] auto line() const -> std::uint32_t { return place_.last(); }

  XlsxBook& book_;
  lxw_worksheet* sheet_;
  PlacedGrid place_;
  std::vector<Column> columns_{};
  std::size_t lines_ = 1;       // of the row that is written
  std::uint32_t filtered_ = 0;  // rows before the totals at the end
};

}  // namespace pb::reports
