#include "app/query_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/query_command.h"
#include "reports/csv.h"

namespace pb::app {
namespace {

using analytics::Table;
using analytics::TableRow;
using analytics::Value;
using reports::Cell;
using reports::Figure;
using reports::Fractions;
using reports::Row;
using reports::RowKind;

auto heads(Table const& table) -> std::size_t {
  return table.columns.size() - table.totals.size();
}

void add_values(Row& row, Table const& table, std::vector<Value> const& values) {
  for (std::size_t at = 0; at < values.size(); ++at)
    row.cells.push_back({Figure{values[at], table.columns[heads(table) + at].kind}});
}

auto row_of(Table const& table, TableRow const& answered) -> Row {
  Row row;
  row.cells.reserve(table.columns.size());
  if (answered.period) row.cells.push_back({*answered.period});
  for (auto const& label : answered.labels) row.cells.push_back(label.id ? Cell{label.name} : Cell{});
  add_values(row, table, answered.values);
  return row;
}

auto closing(RowKind kind, Table const& table, std::string name, std::vector<Value> const& values) -> Row {
  Row row{.kind = kind, .cells = std::vector<Cell>(heads(table))};
  if (!row.cells.empty()) row.cells.front() = {std::move(name)};
  add_values(row, table, values);
  return row;
}

auto has_fractions(Table const& table, std::size_t column) -> bool {
  auto const kind = table.columns[column].kind;
  return column >= heads(table) && std::ranges::any_of(table.rows, [&](TableRow const& row) {
           return reports::has_fraction({row.values[column - heads(table)], kind});
         });
}

}  // namespace

void write_csv(Table const& table, std::ostream& out) {
  reports::CsvWriter writer(
      [&](std::string_view block) { out.write(block.data(), static_cast<std::streamsize>(block.size())); });
  std::vector<reports::Column> columns;
  for (auto const& [name, kind] : table.columns) columns.push_back({name, kind});
  write_head(writer, columns);
  for (auto const& row : table.rows) write_row(writer, row_of(table, row));
  writer.finish();
}

auto write_xlsx(Table const& table, reports::Built const& about, i18n::Translator const& translator,
                std::filesystem::path const& file) -> Result<void> {
  std::vector<reports::SheetColumn> columns;
  for (auto const& [name, kind] : table.columns)
    columns.push_back(
        {name, kind, has_fractions(table, columns.size()) ? Fractions::shown : Fractions::hidden});
  reports::SheetStream stream(file, about, translator, columns);
  for (auto const& row : table.rows) PB_CHECK(stream.add(row_of(table, row)));
  if (table.others) {
    auto const name = fmt::format("Others ({})", table.rows_in_all - std::ssize(table.rows));
    PB_CHECK(stream.add(closing(RowKind::others, table, name, *table.others)));
  }
  if (heads(table) > 0) PB_CHECK(stream.add(closing(RowKind::total, table, "Total", table.totals)));
  return stream.finish(notes_in_words(table));
}

}  // namespace pb::app
