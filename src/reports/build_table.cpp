#include <algorithm>
#include <map>

#include "base/enum_name.h"
#include "reports/build_parts.h"

namespace pb::reports {
namespace {

using analytics::Query;
using analytics::Table;
using analytics::TableRow;
using analytics::Value;

auto compares(analytics::Operator op, std::int64_t left, std::int64_t right) -> bool {
  switch (op) {
    case analytics::Operator::less:
      return left < right;
    case analytics::Operator::at_most:
      return left <= right;
    case analytics::Operator::more:
      return left > right;
    case analytics::Operator::at_least:
      return left >= right;
    case analytics::Operator::equal:
      return left == right;
    case analytics::Operator::unequal:
      return left != right;
  }
  return false;
}

// Writes rows of answers as rows of the grid, whose first column is a period or the finest name.
class TableWriter {
 public:
  TableWriter(Asker const& asker, TablePart const& part, Query const& query, Table const& table)
      : asker_(asker), part_(part), table_(table), heads_(heads_of(table)) {
    for (auto at = heads_; at < table.columns.size(); ++at)
      points_.push_back(table.columns[at].kind == ColumnKind::ratio ? changed(query, table.columns[at].name)
                                                                    : std::nullopt);
  }

  // `names`: the cells before the numbers.
  auto row(RowKind kind, std::int32_t level, std::vector<Cell> names, std::vector<Value> const& values) const
      -> Row {
    Row row{.kind = kind, .level = level, .cells = std::move(names)};
    for (std::size_t at = 0; at < values.size(); ++at) {
      auto const& column = table_.columns[heads_ + at];
      auto const figure = points_[at] ? in_points(values[at]) : Figure{values[at], column.kind};
      row.cells.push_back({figure, tone(column.name, values[at])});
    }
    return row;
  }

  auto number_columns(Query const& query) const -> std::vector<Column> {
    std::vector<Column> columns;
    for (auto at = heads_; at < table_.columns.size(); ++at) {
      auto const& column = table_.columns[at];
      auto const measure = points_[at - heads_];
      if (measure)
        columns.push_back({asker_.say("report.column.delta_points", {{"measure", asker_.title(*measure)}}),
                           ColumnKind::number});
      else
        columns.push_back({asker_.title(query, table_, column.name), column.kind});
    }
    return columns;
  }

  auto closing(RowKind kind, std::string key, std::size_t names, std::vector<Value> const& values) const
      -> Row {
    std::vector<Cell> cells(names);
    if (!cells.empty()) cells.front() = {asker_.say(std::move(key))};
    return row(kind, 0, std::move(cells), values);
  }

 private:
  // The measure whose change against the compared period the column is.
  static auto changed(Query const& query, std::string const& column)
      -> std::optional<analytics::AskedMeasure> {
    auto const found = std::ranges::find_if(query.measures, [&](analytics::AskedMeasure const& measure) {
      return analytics::change_column(analytics::name_of(measure)) == column;
    });
    return found == query.measures.end() ? std::nullopt : std::optional(*found);
  }

  // Ratios differ by percentage points, which are no percent.
  static auto in_points(Value const& value) -> Figure {
    constexpr double kPoint = 100;  // basis points
    auto const number = whole(value);
    if (!number) return {value, ColumnKind::number};
    return {static_cast<double>(*number) / kPoint, ColumnKind::number};
  }

  auto tone(std::string const& column, Value const& value) const -> Tone {
    auto const number = whole(value);
    if (!number) return Tone::plain;
    for (auto const& mark : part_.marks) {
      if (mark.column == column && compares(mark.op, *number, mark.value)) return mark.tone;
    }
    return Tone::plain;
  }

  Asker const& asker_;
  TablePart const& part_;
  Table const& table_;
  std::size_t heads_;
  std::vector<std::optional<analytics::AskedMeasure>> points_{};  // of each column of numbers
};

void add_closing(Grid& grid, TableWriter const& writer, Table const& table, std::size_t names) {
  if (table.others)
    grid.rows.push_back(writer.closing(RowKind::others, "report.others", names, *table.others));
  if (grid.rows.size() > 1)
    grid.rows.push_back(writer.closing(RowKind::total, "report.total_row", names, table.totals));
}

auto plain_grid(Asker const& asker, TablePart const& part, Query const& query, Table const& table) -> Grid {
  TableWriter const writer(asker, part, query, table);
  Grid grid;
  if (query.grain) grid.columns.push_back({asker.say("report.period"), ColumnKind::period});
  for (auto const dimension : query.group_by)
    grid.columns.push_back({asker.title(dimension), ColumnKind::dimension});
  auto const names = grid.columns.size();
  std::ranges::move(writer.number_columns(query), std::back_inserter(grid.columns));
  for (auto const& row : table.rows) {
    std::vector<Cell> cells;
    if (row.period) cells.push_back({*row.period});
    for (auto const& label : row.labels) cells.push_back({asker.name(label)});
    grid.rows.push_back(writer.row(RowKind::row, 0, std::move(cells), row.values));
  }
  add_closing(grid, writer, table, names);
  return grid;
}

// Heads of the first dimension, answered on their own so that their ratios are those of the base, over its
// rows.
auto grouped_grid(Asker const& asker, TablePart const& part, Query const& query, Table const& table)
    -> Result<Grid> {
  auto coarse = query;
  coarse.group_by.resize(1);
  coarse.limit.reset();
  coarse.others = analytics::Others::shown;
  auto const finer = enum_name(query.group_by[1]);
  std::erase_if(coarse.order, [&](analytics::Order const& order) { return order.by == finer; });
  PB_TRY(auto const heads, asker.ask(coarse));

  std::map<std::optional<std::int64_t>, std::vector<TableRow const*>> rows_of;
  for (auto const& row : table.rows) rows_of[row.labels[0].id].push_back(&row);

  TableWriter const writer(asker, part, query, table);
  Grid grid;
  grid.columns.push_back(
      {asker.title(query.group_by[0]) + " / " + asker.title(query.group_by[1]), ColumnKind::dimension});
  std::ranges::move(writer.number_columns(query), std::back_inserter(grid.columns));
  for (auto const& head : heads.rows) {
    auto const found = rows_of.find(head.labels[0].id);
    if (found == rows_of.end()) continue;
    grid.rows.push_back(writer.row(RowKind::group, 0, {{asker.name(head.labels[0])}}, head.values));
    for (auto const* const row : found->second)
      grid.rows.push_back(writer.row(RowKind::row, 1, {{asker.name(row->labels[1])}}, row->values));
  }
  add_closing(grid, writer, table, 1);
  return grid;
}

}  // namespace

auto build_table(Asker const& asker, TablePart const& part, bool own_range) -> Result<Answered> {
  auto const query = asker.narrowed(part.query, own_range);
  PB_TRY(auto const table, asker.ask(query));
  auto notes = notes_of(asker, query, table);
  if (query.group_by.size() == 2 && !query.grain) {
    PB_TRY(auto grid, grouped_grid(asker, part, query, table));
    return Answered{std::move(grid), std::move(notes)};
  }
  return Answered{plain_grid(asker, part, query, table), std::move(notes)};
}

}  // namespace pb::reports
