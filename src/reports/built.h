#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analytics/query/table.h"
#include "base/calendar.h"
#include "charts/chart.h"
#include "i18n/reader.h"

// A report that is answered: the same numbers for every format, with texts in the reader's language.
// Renderers ask nothing any more; how a number is written is theirs.
namespace pb::reports {

using analytics::ColumnKind;
using analytics::DayRange;

// A number with what it counts, so that Excel gets a number and paper gets words (figure_text.h).
struct Figure {
  analytics::Value value{};  // minor units, basis points, counts, minutes; empty: no data
  ColumnKind kind = ColumnKind::number;
};

// An exact number; nothing for "no data", and for plain numbers of formulas.
[[nodiscard]] inline auto whole(analytics::Value const& value) -> std::optional<std::int64_t> {
  auto const* const number = std::get_if<std::int64_t>(&value);
  return number != nullptr ? std::optional(*number) : std::nullopt;
}

// Good and bad news; never told by colour alone.
BOOST_DEFINE_ENUM_CLASS(Tone, plain, good, bad, warning)

using CellContent = std::variant<std::monostate, std::string, DayRange, Figure>;

struct Cell {
  CellContent content{};
  Tone tone = Tone::plain;
};

struct Tile {
  std::string label{};
  Figure figure{};
  std::optional<Figure> change{};  // against what the report compares with
  std::string note{};              // what the change is against, or what is missing
  Tone tone = Tone::plain;
  charts::Sparkline recent{};  // empty: none
};

struct Tiles {
  std::vector<Tile> tiles{};
};

struct Column {
  std::string title{};
  ColumnKind kind = ColumnKind::number;
};

// group: the head of the rows below it (an office over its geos) with their sums · row · subtotal: under a
// group's rows · others: what a limit cut · total: of everything
BOOST_DEFINE_ENUM_CLASS(RowKind, group, row, subtotal, others, total)

struct Row {
  RowKind kind = RowKind::row;
  std::int32_t level = 0;     // of the groups around it
  std::vector<Cell> cells{};  // as the columns stand
};

struct Grid {
  std::vector<Column> columns{};
  std::vector<Row> rows{};
};

// What kind of chart, for programs that draw it themselves (Excel).
BOOST_DEFINE_ENUM_CLASS(ChartKind, line, bars, stacked_bars, heat_map, waterfall, bullet, sparkline)

struct ChartPart {
  ChartKind kind = ChartKind::line;
  charts::Chart chart{};
  std::string summary{};  // the chart in words: the alternative text
  Grid data{};  // the same numbers as a table: first column the categories, then a column for each series
};

struct Paragraphs {
  struct Paragraph {
    std::string text{};
    Tone tone = Tone::plain;
  };
  std::vector<Paragraph> paragraphs{};
};

struct PageBreak {};

// What could not be answered, in words; the rest of the report stands.
struct Problem {
  std::string text{};
};

using Part = std::variant<Tiles, Grid, ChartPart, Paragraphs, PageBreak, Problem>;

struct Block {
  std::string title{};  // empty: none
  Part part{};
  std::vector<std::string> notes{};  // what the reader should know about the numbers
};

// Paper lies where a table has many columns.
BOOST_DEFINE_ENUM_CLASS(Orientation, portrait, landscape)

struct Built {
  std::string name{};          // of the definition: "monthly"; part of file names
  std::string title{};         // "Monthly report"
  std::string subtitle{};      // "January 2026 · Odesa"
  std::string organisation{};  // whose numbers
  std::string made{};          // "Made 01/02/2026, 09:00", in the reader's words
  DayRange period{};
  Instant made_at{};
  std::int64_t as_of = 0;  // the event up to which the numbers have followed the log
  i18n::Reader reader{};
  Orientation orientation = Orientation::portrait;
  std::vector<Block> blocks{};
};

}  // namespace pb::reports
